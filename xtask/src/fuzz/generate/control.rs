//! Statements around others.

use super::body::Body;
use super::scope::Access;

pub(super) const TEMPLATES: &[fn(&mut Body<'_>) -> Option<String>] = &[
    over_list, over_list, counted, caught, caught, choice, closure,
];

fn over_list(body: &mut Body<'_>) -> Option<String> {
    let exclusive = body.dice.bool();
    let access = if exclusive {
        Access::Write
    } else {
        Access::Read
    };
    let list = body.list(access)?;
    let kind = list.kind.element()?;
    let one = body.local();
    let inner = body.block(|body| {
        body.flow.is_loop = true;
        if exclusive {
            body.scope.without(&list.path);
        } else {
            body.scope.read_only(&list.path);
        }
        body.scope.add(format!("(*{one})"), kind, access);
    })?;
    let list = list.path;
    let texts = if exclusive {
        vec![
            format!("for {one} in &mut {list} {{ {inner} }}"),
            format!("for {one} in {list}.iter_mut().rev() {{ {inner} }}"),
        ]
    } else {
        vec![
            format!("for {one} in &{list} {{ {inner} }}"),
            format!("for {one} in {list}.iter().skip(1) {{ {inner} }}"),
        ]
    };
    body.pick(&texts)
}

fn counted(body: &mut Body<'_>) -> Option<String> {
    let inner = body.block(|body| body.flow.is_loop = true)?;
    let times = body.number();
    Some(format!(
        "for step in 0..{times} % 4 {{ acc = acc.wrapping_add(step); {inner} }}"
    ))
}

fn caught(body: &mut Body<'_>) -> Option<String> {
    let inner = body.closure(|_| {})?;
    let (name, code) = (body.local(), body.code());
    let texts = [
        format!(
            "let {name} = catching(|| {{ {inner} }}); \
             if {name}.is_err() {{ mark({code}); }}"
        ),
        format!(
            "for step in 0..3 {{ if catching(|| {{ acc = acc.wrapping_add(step); {inner} }}).is_err() \
             {{ mark({code}); acc = acc.wrapping_add(1); }} }}"
        ),
        format!(
            "for step in 0..3 {{ match catching(|| {{ {inner} acc }}) \
             {{ Ok(found) => acc = acc.wrapping_add(found), Err(_) => {{ mark({code}); continue; }} }} mark(step); }}"
        ),
        format!(
            "if let Err(payload) = catching(|| {{ {inner} }}) \
             {{ mark({code}); std::panic::resume_unwind(payload); }}"
        ),
    ];
    body.pick(&texts)
}

fn choice(body: &mut Body<'_>) -> Option<String> {
    let (yes, no) = (body.block(|_| {})?, body.block(|_| {})?);
    let (number, modulus) = (body.number(), body.dice.u32(2..5));
    let texts = [
        format!("if {number} % {modulus} == 0 {{ {yes} }} else {{ {no} }}"),
        format!(
            "match {number} % 5 {{ 0 | 1 => {{ {yes} }} 2 => point({}), _ => {{ {no} }} }}",
            body.code()
        ),
        format!("if {number} % {modulus} == 0 {{ {yes} }}"),
    ];
    body.pick(&texts)
}

/// A closure, or one within another, called on the spot.
fn closure(body: &mut Body<'_>) -> Option<String> {
    let inner = body.closure(|_| {})?;
    let (name, point) = (body.local(), body.maybe_point());
    let texts = [
        format!(
            "let mut {name} = |n: u32| {{ acc = acc.wrapping_add(n); {inner} }}; {name}(1); {name}(2);"
        ),
        format!(
            "let mut {name} = || {{ let mut nested = |n: u32| {{ {point} acc = acc.wrapping_mul(n); {inner} }}; nested(3); nested(5); }}; {name}();"
        ),
        format!(
            "let {name} = |n: u32| {{ {point} move |m: u32| n.wrapping_add(m) }}; acc = {name}(acc)(2);"
        ),
        format!(
            "{{ let mut {name}: Box<dyn FnMut() + '_> = Box::new(|| {{ {inner} }}); {name}(); }}"
        ),
        format!(
            "let mut {name} = |run: &mut dyn FnMut(u32)| {{ {point} run(1); run(2); }}; {name}(&mut |n| {{ acc = acc.wrapping_add(n); {inner} }});"
        ),
    ];
    body.pick(&texts)
}
