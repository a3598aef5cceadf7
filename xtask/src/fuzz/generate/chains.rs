//! Chains of iterators over what there is.

use super::body::Body;
use super::scope::Access;

pub(super) const TEMPLATES: &[fn(&mut Body<'_>) -> Option<String>] =
    &[sum, sum, collected, clones, parsed];

/// A chain that gives numbers.
fn numbers(body: &mut Body<'_>) -> Option<String> {
    let start = match body.dice.u8(..4) {
        0 => format!("Steps::new({}).map(|one| one.weight())", body.number()),
        1 => format!("(0u32..{} % 6)", body.number()),
        _ => {
            let list = body.list(Access::Read)?.path;
            let point = body.maybe_point();
            format!("{list}.iter().map(|one| {{ {point} one.weight() }})")
        }
    };
    let count = body.dice.usize(..4);
    let mut text = start;
    for _ in 0..count {
        text += &adapter(body)?;
    }
    Some(text)
}

fn adapter(body: &mut Body<'_>) -> Option<String> {
    let (point, code) = (body.maybe_point(), body.code());
    let other = body.list(Access::Read).map(|list| list.path);
    let mut texts = vec![
        format!(".map(|n: u32| {{ {point} n.wrapping_mul(3) }})"),
        format!(".filter(|n| {{ {point} n % 3 != 1 }})"),
        format!(".take_while(|n| {{ {point} n % 7 != 5 }})"),
        format!(".inspect(|_| point({code}))"),
        ".skip(1)".to_owned(),
        ".step_by(2)".to_owned(),
        ".chain(0..3)".to_owned(),
        ".zip(1..).map(|(a, b): (u32, u32)| a.wrapping_add(b))".to_owned(),
        format!(".flat_map(|n| {{ {point} 0..n % 4 }})"),
        ".flat_map(|n| Steps::new(n)).map(|one| one.weight())".to_owned(),
        format!(
            ".scan(Tracked::new(1), |held, n: u32| {{ {point} Some(n.wrapping_add(held.weight())) }})"
        ),
        ".map(Tracked::new).map(|one| one.weight())".to_owned(),
        ".collect::<Vec<u32>>().into_iter().rev()".to_owned(),
        format!(".filter_map(|n: u32| {{ {point} n.checked_sub(1) }})"),
    ];
    texts.extend(other.map(|list| format!(".chain({list}.iter().map(Weigh::weight))")));
    body.pick(&texts)
}

fn sum(body: &mut Body<'_>) -> Option<String> {
    let chain = numbers(body)?;
    let (point, code) = (body.maybe_point(), body.code());
    let end = [
        ".fold(0, u32::wrapping_add)".to_owned(),
        format!(".fold(1u32, |a, n: u32| {{ {point} a.wrapping_mul(5).wrapping_add(n) }})"),
        ".max().unwrap_or(1)".to_owned(),
        ".last().unwrap_or(2)".to_owned(),
        ".count() as u32".to_owned(),
        format!(
            ".try_fold(0u32, |a, n: u32| {{ {point} if n % 11 == 7 {{ None }} else {{ Some(a.wrapping_add(n)) }} }}).unwrap_or(3)"
        ),
        format!(".find(|n| {{ {point} n % 4 == 1 }}).map_or({code}, |n: u32| n.wrapping_add(1))"),
        ".map(Tracked::new).collect::<Vec<_>>().weight()".to_owned(),
        format!(".any(|n| {{ {point} n == 9 }}) as u32"),
        ".min().expect(\"no number at all\")".to_owned(),
    ];
    let end = body.pick(&end)?;
    Some(format!("acc = acc.wrapping_add(({chain}){end});"))
}

fn collected(body: &mut Body<'_>) -> Option<String> {
    let chain = numbers(body)?;
    let name = body.local();
    let kind = super::scope::Kind::Items;
    body.scope.add(&name, kind, Access::Own);
    Some(format!(
        "let mut {name}: Vec<Tracked> = ({chain}).take(9).map(Tracked::new).collect();"
    ))
}

fn clones(body: &mut Body<'_>) -> Option<String> {
    let list = body.list(Access::Read)?;
    let point = body.maybe_point();
    let name = body.local();
    body.scope.add(&name, list.kind, Access::Own);
    let list = list.path;
    let texts = [
        format!(
            "let mut {name}: Vec<_> = {list}.iter().filter(|one| {{ {point} one.weight() % 2 == 0 }}).cloned().collect();"
        ),
        format!("let mut {name} = {list}.iter().rev().cloned().collect::<Vec<_>>();"),
        format!(
            "let mut {name} = {list}.iter().map(|one| {{ {point} Some(one.clone()) }}).collect::<Option<Vec<_>>>().unwrap_or_default();"
        ),
        format!("let mut {name} = [&{list}[..], &{list}[..]].concat();"),
        format!(
            "let (mut {name}, _): (Vec<_>, Vec<_>) = {list}.iter().cloned().partition(|one| {{ {point} one.weight() % 2 == 1 }});"
        ),
    ];
    body.pick(&texts)
}

fn parsed(body: &mut Body<'_>) -> Option<String> {
    let text = body.place(Access::Read, |kind| kind == super::scope::Kind::Text)?;
    let (text, point) = (text.path, body.maybe_point());
    let texts = [
        format!(
            "acc = {text}.split(',').filter_map(|word| {{ {point} word.parse::<u32>().ok() }}).fold(acc, u32::wrapping_add);"
        ),
        format!(
            "acc = acc.wrapping_add({text}.split(',').map(|word| {{ {point} word.parse::<u32>() }}).collect::<Result<Vec<_>, _>>().map_or(1, |all| all.len() as u32));"
        ),
        format!(
            "acc = acc.wrapping_add({text}.split(',').map(|word| {{ {point} word.parse::<u32>().unwrap() }}).max().unwrap_or(0));"
        ),
        format!(
            "acc = acc.wrapping_add({text}.chars().filter(char::is_ascii_digit).count() as u32);"
        ),
    ];
    body.pick(&texts)
}
