//! The options in the parentheses of `#[export(…)]`.

use proc_macro2::{Ident, Span, TokenStream};
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Error, Path, Result, Token};

use crate::arg::Arg;
use crate::report::Report;

/// What `#[export(…)]` stands on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Function,
    Impl,
    Method,
    Struct,
    Enum,
    Field,
    Extern,
    Import,
}

/// The options of one `#[export(…)]`.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
#[derive(Default)]
pub(crate) struct Args {
    pub(crate) runtime: Option<Path>,
    pub(crate) on_panic: Option<OnPanic>,
    pub(crate) assert_unwind_safe: Option<Assert>,
    pub(crate) start: bool,
    pub(crate) skip: bool,
    pub(crate) readonly: bool,
    pub(crate) poison: Option<Span>,
    pub(crate) allow_poisoned: bool,
    pub(crate) constructor: bool,
    pub(crate) method: bool,
    pub(crate) catch: bool,
    pub(crate) indexing: bool,
    /// The user says what it returns in TypeScript.
    pub(crate) returns_unchecked: bool,
    pub(crate) static_method_of: Option<Path>,
    pub(crate) getter: Option<Property>,
    pub(crate) setter: Option<Property>,
    pub(crate) js_name: Option<String>,
    pub(crate) js_class: Option<String>,
    pub(crate) js_namespace: Option<String>,
    /// What is left to wasm-bindgen.
    pub(crate) passed: TokenStream,
}

#[derive(Clone)]
pub(crate) enum OnPanic {
    Throw,
    Abort,
    Map(Path),
}

/// Which parameters the user vouches for.
pub(crate) enum Assert {
    All,
    Named(Vec<Ident>),
}

/// A getter or setter, and the property's name if it is given there.
pub(crate) struct Property {
    pub(crate) name: Option<String>,
}

impl Args {
    /// The options, as far as they can be read.
    pub(crate) fn parse(tokens: TokenStream, place: Place, report: &mut Report) -> Self {
        let mut args = Self::default();
        args.extend(tokens, place, &mut Vec::new(), report);
        args
    }

    /// Adds the options of one more attribute. `seen` are the names so far.
    pub(crate) fn extend(
        &mut self,
        tokens: TokenStream,
        place: Place,
        seen: &mut Vec<String>,
        report: &mut Report,
    ) {
        let options = Punctuated::<Arg, Token![,]>::parse_terminated.parse2(tokens);
        for option in options
            .map_err(|error| report.add(error))
            .unwrap_or_default()
        {
            let name = option.name.to_string();
            if seen.contains(&name) {
                report.error(option.name.span(), format!("`{name}` is given twice"));
            } else if let Err(error) = self.take(&option, place) {
                report.add(error);
            }
            seen.push(name);
        }
    }

    /// What JavaScript calls the function or property that Rust calls `rust_name`.
    pub(crate) fn js_name_of(&self, rust_name: &Ident) -> String {
        let rust_name = rust_name.unraw().to_string();
        let property = [&self.getter, &self.setter].into_iter().flatten();
        let given = property.filter_map(|property| property.name.as_ref());
        if let Some(name) = given.chain(&self.js_name).next() {
            return name.clone();
        }
        match (&self.setter, rust_name.strip_prefix("set_")) {
            (Some(_), Some(property)) => property.to_owned(),
            _ => rust_name,
        }
    }

    fn take(&mut self, option: &Arg, place: Place) -> Result<()> {
        let at = option.name.span();
        let name = option.name.to_string();
        if let Some(places) = places(&name)
            && !places.contains(&place)
        {
            let place = place.name();
            return Err(Error::new(
                at,
                format!("`{name}` has no meaning on {place}"),
            ));
        }
        match name.as_str() {
            "crate" => self.runtime = Some(option.path("`crate = path::to::unwind_export`")?),
            "on_panic" => self.set_on_panic(option.on_panic()?, at)?,
            "map_panic" => {
                let map =
                    option.path("`map_panic = path::to::function`, a `fn(&Panic) -> JsValue`")?;
                self.set_on_panic(OnPanic::Map(map), at)?;
            }
            "assert_unwind_safe" => self.assert_unwind_safe = Some(option.assert(place)?),
            "poison" => self.poison = Some(at),
            "allow_poisoned" => self.allow_poisoned = true,
            "skip" => self.skip = true,
            "readonly" => self.readonly = true,
            "wasm_bindgen" | "js_sys" | "wasm_bindgen_futures" => {
                let message = format!(
                    "`{name}` is set by `#[export]`: to rename unwind-export itself, \
                     write `crate = path`"
                );
                return Err(Error::new(at, message));
            }
            _ => {
                self.note(option);
                self.passed.extend(option.as_given());
            }
        }
        Ok(())
    }

    /// Takes down what we have to know of an option of wasm-bindgen's.
    fn note(&mut self, option: &Arg) {
        let property = || Property {
            name: option.text(),
        };
        match option.name.to_string().as_str() {
            "start" => self.start = true,
            "constructor" => self.constructor = true,
            "method" => self.method = true,
            "catch" => self.catch = true,
            "unchecked_return_type" => self.returns_unchecked = true,
            "indexing_getter" | "indexing_setter" | "indexing_deleter" => self.indexing = true,
            "static_method_of" => self.static_method_of = option.parse_value().ok(),
            "getter" => self.getter = Some(property()),
            "setter" => self.setter = Some(property()),
            "js_name" => self.js_name = option.text(),
            "js_class" => self.js_class = option.text(),
            "js_namespace" => self.js_namespace = option.text(),
            _ => {}
        }
    }

    fn set_on_panic(&mut self, on_panic: OnPanic, at: Span) -> Result<()> {
        if self.on_panic.replace(on_panic).is_some() {
            let message = "`map_panic` is never called with `on_panic = abort`, and takes the \
                           place of `on_panic = throw`: remove one of them";
            return Err(Error::new(at, message));
        }
        Ok(())
    }
}

/// Where an option of ours may stand. `None`: it is wasm-bindgen's to say.
fn places(option: &str) -> Option<&'static [Place]> {
    use Place::{Enum, Extern, Field, Function, Impl, Method, Struct};
    match option {
        "crate" => Some(&[Function, Impl, Struct, Enum, Extern]),
        "on_panic" | "map_panic" => Some(&[Function, Impl, Method]),
        "assert_unwind_safe" => Some(&[Function, Method, Struct]),
        "allow_poisoned" => Some(&[Method]),
        "poison" | "readonly" => Some(&[Field]),
        "skip" => Some(&[Method, Field]),
        _ => None,
    }
}

impl Place {
    fn name(self) -> &'static str {
        match self {
            Self::Function => "a function",
            Self::Impl => "an `impl` block",
            Self::Method => "a method",
            Self::Struct => "a struct",
            Self::Enum => "an enum",
            Self::Field => "a field",
            Self::Extern => "an `extern` block",
            Self::Import => "an import",
        }
    }
}
