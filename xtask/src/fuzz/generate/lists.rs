//! Statements that change a `Vec`.

use super::body::Body;
use super::scope::Access;
use super::values::{element, value};

pub(super) const TEMPLATES: &[fn(&mut Body<'_>) -> Option<String>] = &[
    extend,
    extend,
    from_another,
    grow,
    shrink,
    by_predicate,
    reorder,
    replace,
    swap,
    drain,
];

pub(super) fn extend(body: &mut Body<'_>) -> Option<String> {
    let (target, source) = two_lists(body)?;
    let point = body.maybe_point();
    let texts = [
        format!("{target}.extend({source}.iter().cloned());"),
        format!("{target}.extend_from_slice(&{source});"),
        format!("{target}.extend({source}.iter().map(|one| {{ {point} one.clone() }}));"),
        format!("{target}.extend({source}.iter().rev().skip(1).cloned());"),
        format!("{target}.append(&mut {source}.clone());"),
        format!("{target}.clone_from(&{source});"),
        format!("{target}.splice(..{target}.len() / 2, {source}.iter().cloned());"),
    ];
    body.pick(&texts)
}

fn from_another(body: &mut Body<'_>) -> Option<String> {
    let (target, source) = two_lists(body)?;
    let point = body.maybe_point();
    Some(format!(
        "for one in {source}.iter() {{ {point} {target}.push(one.clone()); \
         if {target}.len() > 12 {{ break; }} }}"
    ))
}

/// One that can change, and one that it can take from.
fn two_lists(body: &mut Body<'_>) -> Option<(String, String)> {
    let mut pairs = body.scope.pairs();
    pairs.retain(|(target, _)| target.kind.element().is_some());
    let (target, source) = body.pick(&pairs)?;
    Some((target.path, source.path))
}

fn grow(body: &mut Body<'_>) -> Option<String> {
    let list = body.list(Access::Write)?;
    let element = element(body, list.kind)?;
    let list = list.path;
    let texts = [
        format!("{list}.push({element});"),
        format!("{list}.insert(0, {element});"),
        format!("{list}.resize({list}.len() + 2, {element});"),
        format!("{list}.extend(std::iter::once({element}));"),
        format!("{list}.extend_from_within(..{list}.len() / 2);"),
        format!("{list} = vec![{element}; 2];"),
    ];
    body.pick(&texts)
}

fn shrink(body: &mut Body<'_>) -> Option<String> {
    let list = body.list(Access::Write)?.path;
    let texts = [
        format!("{list}.clear();"),
        format!("{list}.truncate(1);"),
        format!("drop({list}.pop());"),
        format!("if !{list}.is_empty() {{ {list}.remove(0); }}"),
        format!("if {list}.len() > 1 {{ {list}.swap_remove(0); }}"),
        format!("drop({list}.split_off({list}.len() / 2));"),
    ];
    body.pick(&texts)
}

fn by_predicate(body: &mut Body<'_>) -> Option<String> {
    let list = body.list(Access::Write)?.path;
    let point = body.maybe_point();
    let texts = [
        format!("{list}.retain(|one| {{ {point} one.weight() % 3 != 1 }});"),
        format!("{list}.dedup_by_key(|one| {{ {point} one.weight() % 2 }});"),
        format!("{list}.sort_by_key(|one| {{ {point} std::cmp::Reverse(one.weight()) }});"),
        format!("{list}.extract_if(.., |one| {{ {point} one.weight() % 2 == 0 }}).for_each(drop);"),
    ];
    body.pick(&texts)
}

fn reorder(body: &mut Body<'_>) -> Option<String> {
    let list = body.list(Access::Write)?.path;
    let texts = [
        format!("{list}.reverse();"),
        format!("if !{list}.is_empty() {{ {list}.rotate_left(1); }}"),
        format!("if {list}.len() > 1 {{ {list}.swap(0, 1); }}"),
    ];
    body.pick(&texts)
}

fn replace(body: &mut Body<'_>) -> Option<String> {
    let list = body.list(Access::Write)?;
    let (value, name) = (value(body, list.kind)?, body.local());
    let list = list.path;
    let texts = [
        format!("{list} = {value};"),
        format!("let {name} = {value}; drop(std::mem::replace(&mut {list}, {name}));"),
        format!("drop(std::mem::take(&mut {list}));"),
    ];
    body.pick(&texts)
}

fn swap(body: &mut Body<'_>) -> Option<String> {
    let pairs = body.scope.pairs();
    let both: Vec<_> = pairs
        .into_iter()
        .filter(|(target, source)| target.kind.has_weight() && source.access >= Access::Write)
        .collect();
    let (one, other) = body.pick(&both)?;
    Some(format!(
        "std::mem::swap(&mut {}, &mut {});",
        one.path, other.path
    ))
}

fn drain(body: &mut Body<'_>) -> Option<String> {
    let list = body.list(Access::Write)?;
    let kind = list.kind.element()?;
    let one = body.local();
    let inner = body.block(|body| {
        body.flow.is_loop = true;
        body.scope.without(&list.path);
        body.scope.add(&one, kind, Access::Read);
    })?;
    let list = list.path;
    let texts = [
        format!("for {one} in {list}.drain(..) {{ {inner} }}"),
        format!("for {one} in std::mem::take(&mut {list}) {{ {inner} }}"),
        format!("while let Some({one}) = {list}.pop() {{ {inner} }}"),
    ];
    body.pick(&texts)
}
