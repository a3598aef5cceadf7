//! The options that are wasm-bindgen's own. It gives up an item on the first that it does not know,
//! and with it all that names the item: so they are looked at here.

use syn::{Expr, Path, Result, TypePath};

use super::arg::Arg;

/// What may stand behind an option's name.
#[derive(Clone, Copy)]
enum Form {
    Alone,
    /// `= name` or `= "name"`
    Name,
    /// A name, or nothing.
    MaybeName,
    /// A name, or `= ["name", …]`
    Names,
    Path,
    Type,
    Expression,
}

const OPTIONS: [(&str, Form); 54] = [
    ("assert_no_shim", Form::Alone),
    ("catch", Form::Alone),
    ("constructor", Form::Alone),
    ("experimental_generic_mono", Form::Alone),
    ("experimental_tokio", Form::MaybeName),
    ("extends", Form::Path),
    ("extends_js_class", Form::Name),
    ("extends_js_namespace", Form::Names),
    ("fallback", Form::Alone),
    ("final", Form::Alone),
    ("getter", Form::MaybeName),
    ("getter_with_clone", Form::Alone),
    ("indexing_deleter", Form::Alone),
    ("indexing_getter", Form::Alone),
    ("indexing_setter", Form::Alone),
    ("inline_js", Form::Name),
    ("inspectable", Form::Alone),
    ("is_type_of", Form::Expression),
    ("js_class", Form::Name),
    ("js_name", Form::Name),
    ("js_namespace", Form::Names),
    ("main", Form::Alone),
    ("method", Form::Alone),
    ("module", Form::Name),
    ("no_deref", Form::Alone),
    ("no_into_js_generic", Form::Alone),
    ("no_promising", Form::Alone),
    ("no_upcast", Form::Alone),
    ("param_description", Form::Name),
    ("private", Form::Alone),
    ("raw_module", Form::Name),
    ("readonly", Form::Alone),
    ("reexport", Form::MaybeName),
    ("return_description", Form::Name),
    ("setter", Form::MaybeName),
    ("skip_jsdoc", Form::Alone),
    ("skip_typescript", Form::Alone),
    ("slice", Form::Name),
    ("slice_to_array", Form::Alone),
    ("start", Form::Alone),
    ("static_method_of", Form::Type),
    ("static_string", Form::Alone),
    ("structural", Form::Alone),
    ("this", Form::Alone),
    ("thread_local", Form::Alone),
    ("thread_local_v2", Form::Alone),
    ("typescript_custom_section", Form::Alone),
    ("typescript_type", Form::Name),
    ("unchecked_optional_param_type", Form::Name),
    ("unchecked_param_type", Form::Name),
    ("unchecked_return_type", Form::Name),
    ("variadic", Form::Alone),
    ("vec", Form::Name),
    ("vendor_prefix", Form::Name),
];

/// Those that may be given several times.
const REPEATED: [&str; 2] = ["extends", "vendor_prefix"];

pub(crate) fn may_be_repeated(option: &Arg) -> bool {
    REPEATED.contains(&option.name.as_str())
}

/// That there is such an option, and that its value has the right form.
pub(crate) fn check(option: &Arg) -> Result<()> {
    let name = option.name.as_str();
    if let "jspi" | "suspending" = name {
        return Err(option.error(format!(
            "`{name}` suspends a call in the middle, which nothing can guard yet: write an \
             `async fn`, or leave this one to `#[wasm_bindgen]`"
        )));
    }
    let known = OPTIONS.iter().find(|(known, _)| *known == name);
    let Some((_, form)) = known else {
        return Err(option.error(unknown(name)));
    };
    match form.refuses(option) {
        None => Ok(()),
        Some(expected) => Err(option.error(format!("expected `{name}{expected}`"))),
    }
}

impl Form {
    /// What should have been written, if something else was.
    fn refuses(self, option: &Arg) -> Option<&'static str> {
        let (is_right, expected) = match self {
            Self::Alone => (option.is_alone(), ""),
            Self::Name => (option.js_name().is_some() && !option.is_list(), " = name"),
            Self::MaybeName => (option.is_alone() || option.js_name().is_some(), " = name"),
            Self::Names => (option.js_name().is_some(), " = name"),
            Self::Path => (option.parses_as::<Path>(), " = path"),
            Self::Type => (option.parses_as::<TypePath>(), " = Type"),
            Self::Expression => (option.parses_as::<Expr>(), " = expression"),
        };
        (!is_right).then_some(expected)
    }
}

fn unknown(name: &str) -> String {
    const OURS: [&str; 6] = [
        "allow_poisoned",
        "assert_unwind_safe",
        "map_panic",
        "on_panic",
        "poison",
        "recover_panic",
    ];
    let names = OPTIONS.iter().map(|(known, _)| *known).chain(OURS);
    let nearest = names.map(|known| (distance(name, known), known)).min();
    match nearest {
        Some((distance, known)) if distance <= 2 => {
            format!("there is no option `{name}`: `{known}` is one")
        }
        _ => format!("there is no option `{name}`"),
    }
}

/// How many letters have to be added, left out or changed.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<_> = (0..=b.len()).collect();
    for (i, from) in a.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.bytes().enumerate() {
            let changed = diagonal + usize::from(from != to);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
