//! Closures that an export returns.

use syn::Type;

use crate::ast::signature::Callable;
use crate::ty::{arguments_of, closure_of, ungrouped};

/// What a function returns, if that is a closure.
pub(crate) fn callable(output: &Type) -> Option<Callable> {
    match arguments_of("Result", output).as_slice() {
        [ok, error] => Some(Callable {
            fallible: Some((*error).clone()),
            ..infallible(ok)?
        }),
        _ => infallible(output),
    }
}

fn infallible(ty: &Type) -> Option<Callable> {
    let boxed = arguments_of("Box", ty);
    let boxed = boxed.first().copied().map(ungrouped);
    let bounds = match (ungrouped(ty), boxed) {
        (Type::ImplTrait(ty), _) => &ty.bounds,
        (_, Some(Type::TraitObject(object))) => &object.bounds,
        _ => return None,
    };
    let (name, signature) = closure_of(bounds)?;
    let (kind, once) = match name.to_string().as_str() {
        "Fn" => ("Fn", false),
        "FnMut" => ("FnMut", false),
        "FnOnce" => ("FnMut", true),
        _ => return None,
    };
    Some(Callable {
        kind,
        once,
        signature: signature.clone(),
        fallible: None,
    })
}
