//! Statements about several objects, or perhaps none.

use super::body::Body;
use super::scope::{Access, Kind};

pub(super) const TEMPLATES: &[fn(&mut Body<'_>) -> Option<String>] = &[option, objects];

fn option(body: &mut Body<'_>) -> Option<String> {
    let place = body.place(Access::Read, |kind| matches!(kind, Kind::MaybeObject(_)))?;
    let Kind::MaybeObject(index) = place.kind else {
        return None;
    };
    let (path, one) = (place.path.clone(), body.local());
    let (pattern, access) = match place.access {
        Access::Own => (format!("Some(mut {one}) = {path}"), Access::Own),
        Access::Write => (format!("Some({one}) = &mut {path}"), Access::Write),
        Access::Read => (format!("Some({one}) = &{path}"), Access::Read),
    };
    let class = &body.classes[index];
    let inner = body.block(|body| {
        body.scope.without(&path);
        class.enter(index, &one, access.min(Access::Write), &mut body.scope);
    })?;
    if access == Access::Own {
        body.scope.without(&path);
    }
    Some(format!(
        "if let {pattern} {{ acc = acc.wrapping_add({one}.open); {inner} }}"
    ))
}

fn objects(body: &mut Body<'_>) -> Option<String> {
    let place = body.place(Access::Read, |kind| matches!(kind, Kind::Objects(_)))?;
    let Kind::Objects(index) = place.kind else {
        return None;
    };
    let (path, one, code) = (place.path.clone(), body.local(), body.code());
    let (head, access) = match place.access {
        Access::Own => (format!("for mut {one} in {path}"), Access::Own),
        Access::Write => (format!("for {one} in &mut {path}"), Access::Write),
        Access::Read => (format!("for {one} in &{path}"), Access::Read),
    };
    let class = &body.classes[index];
    let inner = body.block(|body| {
        body.flow.is_loop = true;
        body.scope.without(&path);
        class.enter(index, &one, access.min(Access::Write), &mut body.scope);
    })?;
    let mut texts = vec![format!(
        "{head} {{ acc = acc.wrapping_add({one}.open); {inner} }}"
    )];
    if access == Access::Own {
        body.scope.without(&path);
        texts.push(format!(
            "acc = acc.wrapping_add({path}.into_iter().map(|one| {{ point({code}); one.open }}).sum::<u32>());"
        ));
    }
    body.pick(&texts)
}
