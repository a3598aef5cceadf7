//! Values of each kind, and statements that make locals of them.

use super::body::Body;
use super::scope::{Access, Kind};

pub(super) const TEMPLATES: &[fn(&mut Body<'_>) -> Option<String>] = &[
    local, local, moved, text, bytes, shared, callback, map, array, boxed,
];

/// An element for a list of this kind.
pub(super) fn element(body: &mut Body<'_>, list: Kind) -> Option<String> {
    value(body, list.element()?)
}

/// An expression that owns what it gives.
pub(super) fn value(body: &mut Body<'_>, kind: Kind) -> Option<String> {
    let clonable = !matches!(
        kind,
        Kind::Callback | Kind::Function | Kind::Object(_) | Kind::MaybeObject(_) | Kind::Objects(_)
    );
    if clonable && body.dice.bool() {
        let source = body.place(Access::Read, |other| other == kind);
        if let Some(source) = source {
            return Some(format!("{}.clone()", source.path));
        }
    }
    let number = body.number();
    let point = body.maybe_point();
    let texts = match kind {
        Kind::Item => vec![format!("Tracked::new({number})")],
        Kind::Text => vec![
            format!("format!(\"v{{}}\", {number})"),
            "String::from(\"text\")".to_owned(),
        ],
        Kind::Items => vec![
            format!("(0..{number} % 4).map(Tracked::new).collect::<Vec<_>>()"),
            format!("vec![Tracked::new({number}), Tracked::new(1)]"),
            format!("vec![Tracked::new({number}); 3]"),
            format!("Steps::new({number}).collect::<Vec<_>>()"),
            format!("Steps::new({number}).map(|one| {{ {point} one }}).collect::<Vec<_>>()"),
        ],
        Kind::Words => vec![
            "vec![String::from(\"a\"), String::from(\"b\")]".to_owned(),
            format!("(0..{number} % 4).map(|i| {{ {point} i.to_string() }}).collect::<Vec<_>>()"),
            "\"x,y,z\".split(',').map(str::to_owned).collect::<Vec<_>>()".to_owned(),
        ],
        Kind::Nested => vec![
            format!("vec![vec![Tracked::new({number})]; 2]"),
            format!("(0..{number} % 3).map(|i| Steps::new(i).collect()).collect::<Vec<Vec<_>>>()"),
        ],
        Kind::Bytes => vec![format!("vec![{number} as u8; 3]")],
        Kind::Shared => vec![format!("Rc::new(Tracked::new({number}))")],
        Kind::Callback => {
            let held = body.local();
            vec![format!(
                "{{ let {held} = Tracked::new({number}); \
                 Box::new(move || {{ {point} {held}.weight() }}) as Box<dyn Fn() -> u32> }}"
            )]
        }
        Kind::Object(class) => {
            vec![format!("{}::new({number} % 20)", body.classes[class].name)]
        }
        Kind::Function | Kind::MaybeObject(_) | Kind::Objects(_) => return None,
    };
    body.pick(&texts)
}

fn local(body: &mut Body<'_>) -> Option<String> {
    let class = body.dice.usize(..body.classes.len());
    let kinds = [
        Kind::Item,
        Kind::Items,
        Kind::Items,
        Kind::Nested,
        Kind::Text,
        Kind::Words,
        Kind::Shared,
        Kind::Callback,
        Kind::Object(class),
    ];
    let kind = body.pick(&kinds)?;
    let value = value(body, kind)?;
    let name = body.local();
    match kind {
        Kind::Object(index) => {
            let class = &body.classes[index];
            class.enter(index, &name, Access::Own, &mut body.scope);
        }
        _ => body.scope.add(&name, kind, Access::Own),
    }
    Some(format!("let mut {name} = {value};"))
}

/// Something that is owned goes, or is kept elsewhere.
fn moved(body: &mut Body<'_>) -> Option<String> {
    let place = body.place(Access::Own, |_| true)?;
    body.scope.without(&place.path);
    let (path, name) = (place.path, body.local());
    let point = format!("point({});", body.code());
    let mut texts = vec![
        format!("drop({path});"),
        format!("let {name} = {path};"),
        format!("let {name} = Some(Box::new({path}));"),
        format!("let {name} = (Tracked::new(5), {path}); {point} drop({name}.0);"),
        format!("let {name} = move || {{ {point} drop({path}); }}; {name}();"),
        format!("let {name} = vec![Some({path}), None]; {point}"),
    ];
    if place.kind == Kind::Items {
        texts.push(format!(
            "acc = acc.wrapping_add({path}.into_iter().map(|one| {{ {point} one.weight() }}).sum::<u32>());"
        ));
        texts.push(format!(
            "let {name}: Box<[Tracked]> = {path}.into_boxed_slice(); {point} drop({name});"
        ));
        texts.push(format!(
            "let {name}: Vec<Rc<Tracked>> = {path}.into_iter().map(Rc::new).collect(); {point} mark({name}.weight());"
        ));
    }
    body.pick(&texts)
}

fn text(body: &mut Body<'_>) -> Option<String> {
    let text = body.place(Access::Write, |kind| kind == Kind::Text)?.path;
    let number = body.number();
    let texts = [
        format!("{text}.push_str(&format!(\",{{}}\", {number}));"),
        format!("{text} = {text}.split(',').rev().collect::<Vec<_>>().join(\",\");"),
        format!("{text} += \"+\"; {text}.truncate(20);"),
        format!("{text}.insert_str(0, &acc.to_string());"),
        format!("{text} = {text}.to_uppercase();"),
    ];
    body.pick(&texts)
}

fn bytes(body: &mut Body<'_>) -> Option<String> {
    let bytes = body.place(Access::Read, |kind| kind == Kind::Bytes)?.path;
    let texts = [
        format!(
            "acc = {bytes}.iter().fold(acc, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.weight()));"
        ),
        format!(
            "acc = acc.wrapping_add({bytes}.windows(2).filter(|pair| pair[0] < pair[1]).count() as u32);"
        ),
        format!(
            "acc = acc.wrapping_add({bytes}.chunks(2).map(|pair| u32::from(pair[0])).sum::<u32>());"
        ),
        format!("acc = acc.wrapping_add(u32::from({bytes}[acc as usize % 4]));"),
    ];
    body.pick(&texts)
}

fn shared(body: &mut Body<'_>) -> Option<String> {
    let shared = body.place(Access::Read, |kind| kind == Kind::Shared)?.path;
    let (name, code) = (body.local(), body.code());
    let texts = [
        format!("let {name} = Rc::clone(&{shared}); point({code}); drop({name});"),
        format!(
            "let {name} = vec![Rc::clone(&{shared}); 3]; point({code}); acc = acc.wrapping_add({name}.weight());"
        ),
        format!("acc = acc.wrapping_add(Rc::strong_count(&{shared}) as u32);"),
        format!(
            "let {name} = Rc::try_unwrap(Rc::clone(&{shared})).is_ok(); mark(u32::from({name}));"
        ),
    ];
    body.pick(&texts)
}

fn callback(body: &mut Body<'_>) -> Option<String> {
    if body.dice.bool()
        && let Some(target) = body.place(Access::Write, |kind| kind == Kind::Callback)
    {
        let value = value(body, Kind::Callback)?;
        return Some(format!("{} = {value};", target.path));
    }
    let callback = body.place(Access::Read, |kind| kind == Kind::Callback)?;
    Some(format!("acc = acc.wrapping_add(({})());", callback.path))
}

#[expect(clippy::unnecessary_wraps, reason = "a template")]
fn map(body: &mut Body<'_>) -> Option<String> {
    let (name, number, point) = (body.local(), body.number(), body.maybe_point());
    Some(format!(
        "let mut {name}: BTreeMap<u32, Tracked> = (0..{number} % 5).map(|i| {{ {point} (i, Tracked::new(i)) }}).collect(); \
         {name}.insert(1, Tracked::new(acc)); {name}.entry(7).or_insert_with(|| Tracked::new(7)); \
         {name}.retain(|key, _| key % 2 == 1); acc = acc.wrapping_add({name}.values().map(Weigh::weight).sum::<u32>());"
    ))
}

fn array(body: &mut Body<'_>) -> Option<String> {
    let (name, number, code) = (body.local(), body.number(), body.code());
    let texts = [
        format!(
            "let {name} = [Tracked::new({number}), Tracked::new(2)]; point({code}); acc = acc.wrapping_add({name}[1].weight());"
        ),
        format!(
            "let {name}: [Tracked; 3] = std::array::from_fn(|i| {{ point({code}); Tracked::new(i as u32) }}); drop({name});"
        ),
        format!(
            "let {name} = [1, 2, 3].map(|n| {{ point({code}); Tracked::new(n) }}); let [_, second, _] = {name}; drop(second);"
        ),
    ];
    body.pick(&texts)
}

fn boxed(body: &mut Body<'_>) -> Option<String> {
    let (name, number, code) = (body.local(), body.number(), body.code());
    let texts = [
        format!(
            "let {name}: Box<dyn Weigh> = Box::new(Tracked::new({number})); point({code}); acc = acc.wrapping_add({name}.weight());"
        ),
        format!(
            "let {name}: Vec<Box<dyn Weigh>> = vec![Box::new(Tracked::new({number})), Box::new(String::from(\"b\"))]; point({code}); drop({name});"
        ),
        format!(
            "let {name} = RefCell::new(vec![Tracked::new({number})]); {name}.borrow_mut().push(Tracked::new(3)); point({code});"
        ),
        format!(
            "let {name} = std::sync::Mutex::new(Tracked::new({number})); {{ let held = {name}.lock().unwrap(); point({code}); mark(held.weight()); }}"
        ),
    ];
    body.pick(&texts)
}
