//! Statements after which the next may not run.

use super::body::Body;
use super::returned::Returned;
use super::scope::Access;

pub(super) const TEMPLATES: &[fn(&mut Body<'_>) -> Option<String>] =
    &[point, check, early, tried, leave, awaited, awaited];

#[expect(clippy::unnecessary_wraps, reason = "a template")]
fn point(body: &mut Body<'_>) -> Option<String> {
    Some(format!("point({});", body.code()))
}

/// What panics of itself, at times.
fn check(body: &mut Body<'_>) -> Option<String> {
    let number = body.number();
    let modulus = body.dice.u32(5..40);
    let mut texts = vec![
        format!("assert!({number} % {modulus} != 3, \"checked {{acc}}\");"),
        format!("if {number} % {modulus} == 4 {{ panic!(\"body {{acc}}\"); }}"),
        format!("acc = 1000 / ({number} % {modulus});"),
        format!("acc = ({number} % {modulus}).checked_sub(2).expect(\"too small\");"),
    ];
    if let Some(list) = body.list(Access::Read) {
        let list = list.path;
        texts.push(format!("acc = acc.wrapping_add({list}[1].weight());"));
        texts.push(format!(
            "acc = acc.wrapping_add({list}.last().unwrap().weight());"
        ));
        texts.push(format!(
            "acc = acc.wrapping_add({list}[..acc as usize % 3].len() as u32);"
        ));
    }
    body.pick(&texts)
}

fn early(body: &mut Body<'_>) -> Option<String> {
    let returned = body.flow.returns?;
    let (number, value) = (body.number(), returned.value(body.classes));
    let modulus = body.dice.u32(2..9);
    Some(format!(
        "if {number} % {modulus} == 1 {{ return {value}; }}"
    ))
}

fn tried(body: &mut Body<'_>) -> Option<String> {
    let returned = body.flow.returns?;
    let number = body.number();
    let list = body.list(Access::Read)?.path;
    let texts = match returned {
        _ if returned.is_fallible() => vec![
            format!(
                "acc = acc.wrapping_add({list}.first().ok_or_else(|| fail(\"nothing\"))?.weight());"
            ),
            format!(
                "acc = {list}.get({number} as usize % 3).map(Weigh::weight).ok_or(fail(\"no such\"))?;"
            ),
            format!(
                "acc = \"1,x,3\".split(',').nth({number} as usize % 3).ok_or_else(|| fail(\"none\"))?.parse::<u32>().map_err(|error| fail(&error.to_string()))?;"
            ),
            format!(
                "{list}.iter().try_for_each(|one| if one.weight() % 5 == 3 {{ Err(fail(\"five\")) }} else {{ Ok(()) }})?;"
            ),
        ],
        Returned::MaybeNumber | Returned::MaybeText | Returned::MaybeObject(_) => vec![
            format!("acc = acc.wrapping_add({list}.first()?.weight());"),
            format!("acc = {list}.get({number} as usize % 3).map(Weigh::weight)?;"),
        ],
        _ => return None,
    };
    body.pick(&texts)
}

fn leave(body: &mut Body<'_>) -> Option<String> {
    let (number, modulus) = (body.number(), body.dice.u32(2..6));
    let how = body.pick(&["break", "continue"])?;
    body.flow
        .is_loop
        .then(|| format!("if {number} % {modulus} == 1 {{ {how}; }}"))
}

fn awaited(body: &mut Body<'_>) -> Option<String> {
    if !body.flow.awaits {
        return None;
    }
    let number = body.number();
    let mut texts = vec![
        format!("acc = acc.wrapping_add(wait({number} % 20).await.unwrap_or(5));"),
        format!("if wait({number} % 20).await.is_err() {{ mark(4); }}"),
    ];
    if body.flow.returns.is_some_and(Returned::is_fallible) {
        texts.push(format!(
            "acc = acc.wrapping_add(wait({number} % 20).await?);"
        ));
    }
    body.pick(&texts)
}
