//! Calls of the program's own functions, and through JavaScript.

use super::body::Body;
use super::returned::Returned;
use super::scope::{Access, Kind};

pub(super) const TEMPLATES: &[fn(&mut Body<'_>) -> Option<String>] =
    &[helper, helper, by_js, function, function];

/// How many functions there are that are not exported.
pub(super) const HELPERS: u32 = 3;

/// `helperN(&mut Vec<Tracked>, &[String], u32) -> Result<u32, Failure>`
fn helper(body: &mut Body<'_>) -> Option<String> {
    let target = body.place(Access::Write, |kind| kind == Kind::Items)?.path;
    let source = body.scope.all(|place| place.kind == Kind::Words);
    let words = match body.pick(&source) {
        Some(words) => format!("&{}", words.path),
        None => "&[]".to_owned(),
    };
    let (n, number) = (body.dice.u32(..HELPERS), body.number());
    let call = format!("helper{n}(&mut {target}, {words}, acc % 10)");
    let mut texts = vec![
        format!("acc = acc.wrapping_add({call}.unwrap_or({number}));"),
        format!("if {call}.is_ok() {{ mark(1); }}"),
    ];
    if body.flow.returns.is_some_and(Returned::is_fallible) {
        texts.push(format!("acc = acc.wrapping_add({call}?);"));
    }
    // Their own bodies call none, so that they end.
    let text = body.pick(&texts)?;
    body.calls_helpers.then_some(text)
}

#[expect(clippy::unnecessary_wraps, reason = "a template")]
fn by_js(body: &mut Body<'_>) -> Option<String> {
    let (name, point, code) = (body.local(), body.maybe_point(), body.code());
    let number = body.number();
    // wasm-bindgen drops a closure in a function that aborts on a panic, so what it captures must not panic then.
    Some(format!(
        "let {name} = Rc::new(Tracked::new({number})); let inner = Rc::clone(&{name}); \
         match call_closure(2, move |n| {{ {point} let twin = Tracked::clone(&inner); n.wrapping_add(twin.weight()) }}) \
         {{ Ok(sum) => acc = acc.wrapping_add(sum), Err(text) => {{ mark({code}); acc = acc.wrapping_add(text.len() as u32); }} }}"
    ))
}

fn function(body: &mut Body<'_>) -> Option<String> {
    let function = body
        .place(Access::Read, |kind| kind == Kind::Function)?
        .path;
    let number = body.number();
    let mut texts = vec![
        format!("acc = acc.wrapping_add(call_function(&{function}, {number} % 50).unwrap_or(7));"),
        format!("for n in 0..3 {{ if call_function(&{function}, n).is_err() {{ mark(2); }} }}"),
    ];
    if body.flow.returns.is_some_and(Returned::is_fallible) {
        texts.push(format!(
            "acc = acc.wrapping_add(call_function(&{function}, {number} % 50)?);"
        ));
    }
    body.pick(&texts)
}
