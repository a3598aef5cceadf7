//! How a function or method is called.

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Attribute, FnArg, Pat, PatType, Path, ReceiverKind, ReturnType, Type, parse_quote};

use super::callable::callable;
use crate::args::arg::Assert;
use crate::args::export::ParameterArgs;
use crate::args::place::helper;
use crate::ast::signature::{Copied, Parameter, Passing, Receiver, Signature};
use crate::report::Report;
use crate::ty::{crosses_as_it_is, name, ungrouped, without_self};
use crate::valid;

/// `vouched` are the parameters that the user vouches for. In an `impl` block, the struct's path is
/// put for `Self`: the shim stands in another `impl`.
pub(crate) fn signature(
    sig: &mut syn::Signature,
    attrs: &[Attribute],
    vouched: Option<&Assert>,
    struct_path: Option<&Path>,
    report: &mut Report,
) -> (Option<Receiver>, Signature) {
    let named = |ty: Type| match struct_path {
        Some(path) => without_self(ty, path),
        None => ty,
    };
    let output = named(match &sig.output {
        ReturnType::Default => parse_quote!(()),
        ReturnType::Type(_, ty) => (**ty).clone(),
    });
    let callable = callable(&output);
    valid::qualifiers(sig, report);
    valid::not_generic(&sig.generics, "an exported function", report);
    valid::output(&sig.output, callable.as_ref(), report);
    let mut receiver = None;
    let mut parameters = Vec::new();
    for (index, input) in sig.inputs.iter_mut().enumerate() {
        match input {
            FnArg::Typed(input) => {
                let mut parameter = parameter(input, index, vouched, report);
                parameter.ty = named(parameter.ty);
                parameters.push(parameter);
            }
            FnArg::Receiver(input) => {
                receiver = Some(self::receiver(input, vouched, struct_path, report));
            }
        }
    }
    name_the_unnamed(&mut parameters);
    valid::vouched(vouched, receiver.as_ref(), &parameters, report);
    let signature = Signature {
        name: sig.ident.clone(),
        asyncness: sig.asyncness,
        parameters,
        output,
        callable,
        attributes: Copied::from(attrs),
    };
    (receiver, signature)
}

fn receiver(
    input: &syn::Receiver,
    vouched: Option<&Assert>,
    struct_path: Option<&Path>,
    report: &mut Report,
) -> Receiver {
    let passing = match &input.kind {
        ReceiverKind::Value => Some(Passing::Owned),
        ReceiverKind::Reference(_, _, None) => Some(Passing::Shared),
        ReceiverKind::Reference(_, _, Some(_)) => Some(Passing::Mutable),
        ReceiverKind::Typed(_, ty) => typed_receiver(ty, struct_path),
        _ => None,
    };
    let passing = passing.unwrap_or_else(|| {
        report.error(
            input.span(),
            "an exported method takes `self`, `&self` or `&mut self`",
        );
        Passing::Owned
    });
    Receiver {
        passing,
        is_vouched: is_vouched(vouched, |name| name == "self"),
        token: input.self_token.to_token_stream(),
    }
}

/// `self: &Self`, or the struct by its name.
fn typed_receiver(ty: &Type, struct_path: Option<&Path>) -> Option<Passing> {
    let (passing, ty) = match ungrouped(ty) {
        Type::Reference(reference) if reference.mutability.is_some() => {
            (Passing::Mutable, ungrouped(&reference.elem))
        }
        Type::Reference(reference) => (Passing::Shared, ungrouped(&reference.elem)),
        owned => (Passing::Owned, owned),
    };
    let name = name(ty)?;
    let own_name = struct_path.and_then(|path| Some(&path.segments.last()?.ident));
    (name == "Self" || own_name == Some(name)).then_some(passing)
}

fn parameter(
    input: &mut PatType,
    index: usize,
    vouched: Option<&Assert>,
    report: &mut Report,
) -> Parameter {
    let name = parameter_name(&input.pat, index);
    let (passing, ty) = match ungrouped(&input.ty) {
        ty if crosses_as_it_is(ty) => (Passing::AsItIs, ty),
        Type::Reference(reference) if reference.mutability.is_some() => {
            (Passing::Mutable, &*reference.elem)
        }
        Type::Reference(reference) => (Passing::Shared, &*reference.elem),
        owned => (Passing::Owned, owned),
    };
    valid::parameter(ty, report);
    let attributes = input.attrs.len();
    let args: ParameterArgs = helper(&mut input.attrs, report);
    Parameter {
        passing,
        ty: ty.clone(),
        is_vouched: is_vouched(vouched, |vouched| *vouched == name),
        has_helper: input.attrs.len() < attributes,
        options: args.passed,
        name,
    }
}

/// Gives what `parameter_name` has named a name that no other parameter has.
fn name_the_unnamed(parameters: &mut [Parameter]) {
    for index in 0..parameters.len() {
        let name = parameters[index].name.clone();
        let mut others = parameters.iter().enumerate();
        let is_taken = others.any(|(other, parameter)| other != index && parameter.name == name);
        if is_taken && name == format!("arg{index}") {
            parameters[index].name = Ident::new(&format!("_arg{index}"), name.span());
        }
    }
}

/// A pattern that is no name gets the one that JavaScript's types would show.
pub(crate) fn parameter_name(pattern: &Pat, index: usize) -> Ident {
    match pattern {
        Pat::Ident(pattern) => pattern.ident.clone(),
        _ => Ident::new(&format!("arg{index}"), Span::mixed_site()),
    }
}

fn is_vouched(vouched: Option<&Assert>, is: impl Fn(&Ident) -> bool) -> bool {
    match vouched {
        None => false,
        Some(Assert::All) => true,
        Some(Assert::Named(names)) => names.iter().any(is),
    }
}
