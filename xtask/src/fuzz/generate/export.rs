use fastrand::Rng;

use super::body::{Body, Flow};
use super::class::Class;
use super::lists;
use super::returned::Returned;
use super::scope::{Access, Kind};

/// An exported function, or a method of the class with this index.
pub(super) fn text(n: u32, of: Option<usize>, classes: &[Class], dice: &mut Rng) -> String {
    let is_async = dice.u8(..6) == 0;
    let returned = Returned::any(classes, dice);
    let flow = Flow {
        returns: Some(returned),
        awaits: is_async,
        is_loop: false,
        depth: 0,
    };
    let mut body = Body::new(dice, classes, n * 100 + 100, flow);
    let mut signature = Vec::new();
    let mut start = vec!["let mut acc = 1u32;".to_owned()];
    if let Some(class) = of {
        signature.push(receiver(class, &mut body, &mut start));
    }
    // With a list that grows by clones of the other's, the shape that is known to break.
    let has_other = of.is_some() && body.dice.bool();
    if let Some(class) = of.filter(|_| has_other) {
        let ty = format!("&{}", classes[class].name);
        signature.push(object("other", &ty, class, &mut body, &mut start));
    }
    for position in 0..body.dice.u32(..3) {
        signature.push(parameter(&format!("p{position}"), &mut body, &mut start));
    }
    let count = body.dice.u32(1..=4);
    let mut statements = String::new();
    if has_other && body.dice.bool() {
        statements.extend(lists::extend(&mut body));
    }
    statements += &body.statements(count);
    let value = returned.value(classes);
    let (attribute, keyword) = match (of, is_async) {
        (None, false) => ("#[export]", ""),
        (None, true) => ("#[export]", "async "),
        (Some(_), false) => ("", ""),
        (Some(_), true) => ("", "async "),
    };
    format!(
        "{attribute} pub {keyword}fn e{n}({}) -> {} {{ {} {statements} {value} }}\n",
        signature.join(", "),
        returned.ty(classes),
        start.concat()
    )
}

fn receiver(class: usize, body: &mut Body<'_>, start: &mut Vec<String>) -> String {
    let (text, access) = match body.dice.u8(..6) {
        0 | 1 => ("&self", Access::Read),
        2 => ("self", Access::Own),
        _ => ("&mut self", Access::Write),
    };
    let path = if access == Access::Own {
        start.push("let mut this = self;".to_owned());
        "this"
    } else {
        "self"
    };
    let classes = body.classes;
    classes[class].enter(class, path, access, &mut body.scope);
    start.push(format!("acc = acc.wrapping_add({path}.open);"));
    text.to_owned()
}

fn object(
    name: &str,
    ty: &str,
    class: usize,
    body: &mut Body<'_>,
    start: &mut Vec<String>,
) -> String {
    let classes = body.classes;
    let access = if ty.starts_with("&mut") {
        Access::Write
    } else if ty.starts_with('&') {
        Access::Read
    } else {
        start.push(format!("let mut {name} = {name};"));
        Access::Own
    };
    classes[class].enter(class, name, access, &mut body.scope);
    start.push(format!("acc = acc.wrapping_add({name}.open);"));
    format!("{name}: {ty}")
}

fn parameter(name: &str, body: &mut Body<'_>, start: &mut Vec<String>) -> String {
    let class = body.dice.usize(..body.classes.len());
    let class_name = body.classes[class].name;
    let choice = body.dice.u8(..16);
    if choice < 4 {
        let form = body.pick(&["&", "&mut ", ""]).unwrap_or_default();
        return object(name, &format!("{form}{class_name}"), class, body, start);
    }
    let (ty, kind) = match choice {
        4 => (format!("Option<{class_name}>"), Kind::MaybeObject(class)),
        5 => (format!("Vec<{class_name}>"), Kind::Objects(class)),
        6 => ("String".to_owned(), Kind::Text),
        7 => ("Vec<String>".to_owned(), Kind::Words),
        8 => ("Vec<u8>".to_owned(), Kind::Bytes),
        9 => ("&str".to_owned(), Kind::Text),
        10 => ("&[u8]".to_owned(), Kind::Bytes),
        14 | 15 => ("&Function".to_owned(), Kind::Function),
        _ => {
            let (ty, number) = match choice {
                11 => ("u32", format!("acc = acc.wrapping_add({name});")),
                12 => (
                    "Option<u32>",
                    format!("acc = acc.wrapping_add({name}.unwrap_or(9));"),
                ),
                _ => ("u64", format!("acc = acc.wrapping_add({name} as u32);")),
            };
            start.push(number);
            return format!("{name}: {ty}");
        }
    };
    if ty == "&str" {
        start.push(format!("let mut {name} = {name}.to_owned();"));
    } else if !ty.starts_with('&') {
        start.push(format!("let mut {name} = {name};"));
    }
    let (path, access) = if ty == "&[u8]" || ty == "&Function" {
        (format!("(*{name})"), Access::Read)
    } else {
        (name.to_owned(), Access::Own)
    };
    body.scope.add(path, kind, access);
    format!("{name}: {ty}")
}

/// A function that is not exported.
pub(super) fn helper(n: u32, classes: &[Class], dice: &mut Rng) -> String {
    let flow = Flow {
        returns: Some(Returned::Fallible),
        awaits: false,
        is_loop: false,
        depth: 1,
    };
    let inline = ["", "#[inline(never)]", "#[inline]"][dice.usize(..3)];
    let mut body = Body::new(dice, classes, n * 100 + 5000, flow);
    body.calls_helpers = false;
    body.scope.add("(*items)", Kind::Items, Access::Write);
    let statements = body.statements(2);
    let value = Returned::Fallible.value(classes);
    format!(
        "{inline} fn helper{n}(items: &mut Vec<Tracked>, words: &[String], n: u32) -> Result<u32, Failure> \
         {{ let mut acc = n.wrapping_add(words.len() as u32); {statements} {value} }}\n"
    )
}
