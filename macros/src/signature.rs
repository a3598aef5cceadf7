//! A function's signature, and what is wrong with it.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{
    Attribute, FnArg, GenericParam, Generics, Pat, PatType, Path, ReceiverKind, ReturnType, Safety,
    Signature, Type, TypeReference,
};

use crate::args::{Args, Assert};
use crate::ast::{Function, Parameter, Passing, Receiver};
use crate::attributes::{copied, helper_options};
use crate::callable::Callable;
use crate::report::Report;
use crate::returned::{arguments_of, type_name};
use crate::scope::placed;

pub(crate) fn signature(
    args: Args,
    sig: &mut Signature,
    attrs: &[Attribute],
    report: &mut Report,
) -> Function {
    check_qualifiers(sig, report);
    check_not_generic(&sig.generics, "an exported function", report);
    check_output(&sig.output, report);
    let mut receiver = None;
    let mut parameters = Vec::new();
    for (index, input) in sig.inputs.iter_mut().enumerate() {
        match input {
            FnArg::Typed(input) => parameters.push(parameter(input, index, &args, report)),
            FnArg::Receiver(input) => receiver = Some(self::receiver(input, &args, report)),
        }
    }
    check_asserted(&args, receiver.as_ref(), &parameters, report);
    Function {
        args,
        sig: sig.clone(),
        receiver,
        parameters,
        attributes: copied(attrs),
    }
}

fn check_qualifiers(sig: &Signature, report: &mut Report) {
    if let Some(constness) = &sig.constness {
        report.error(
            constness.span(),
            "an exported function cannot be `const`: export a function that calls it",
        );
    }
    if let Safety::Unsafe(keyword) = &sig.safety {
        report.error(
            keyword.span(),
            "an exported function cannot be `unsafe`, since JavaScript cannot keep its contract: \
             export a safe function that checks what the contract asks for",
        );
    }
    if let Some(abi) = &sig.abi {
        report.error(
            abi.span(),
            "an exported function cannot be `extern`: remove it, `#[export]` makes the export",
        );
    }
    if let Some(variadic) = &sig.variadic {
        report.error(
            variadic.span(),
            "an exported function cannot take C's `...`: take a `Vec` or a slice, \
             with `#[export(variadic)]` for JavaScript's rest parameters",
        );
    }
}

pub(crate) fn check_not_generic(generics: &Generics, what: &str, report: &mut Report) {
    for parameter in &generics.params {
        let (at, why) = match parameter {
            GenericParam::Lifetime(lifetime) => (
                lifetime.span(),
                "have lifetime parameters: elide the lifetime",
            ),
            GenericParam::Type(ty) => (ty.ident.span(), "be generic: export one for each type"),
            GenericParam::Const(value) => {
                (value.ident.span(), "be generic: export one for each value")
            }
        };
        report.error(at, format!("{what} cannot {why}"));
    }
}

fn check_output(output: &ReturnType, report: &mut Report) {
    let ReturnType::Type(_, ty) = output else {
        return;
    };
    if Callable::of(output).is_some() {
        return;
    }
    match plain(ty) {
        Type::Reference(reference) => report.error(
            reference.and_token.span,
            "an exported function cannot return a reference: return an owned value",
        ),
        Type::ImplTrait(ty) => report.error(
            ty.impl_token.span,
            "an exported function cannot return `impl Trait` other than a closure (`impl Fn…`): \
             name the type",
        ),
        _ => {}
    }
}

fn receiver(input: &syn::Receiver, args: &Args, report: &mut Report) -> Receiver {
    let passing = match &input.kind {
        ReceiverKind::Value => Passing::Owned,
        ReceiverKind::Reference(_, _, None) => Passing::Shared,
        ReceiverKind::Reference(_, _, Some(_)) => Passing::Mutable,
        _ => {
            report.error(
                input.span(),
                "an exported method takes `self`, `&self` or `&mut self`",
            );
            Passing::Owned
        }
    };
    Receiver {
        passing,
        asserted: asserted(args, |name| name == "self"),
        token: input.self_token.to_token_stream(),
    }
}

fn parameter(input: &mut PatType, index: usize, args: &Args, report: &mut Report) -> Parameter {
    let name = match &*input.pat {
        Pat::Ident(pattern) => pattern.ident.clone(),
        _ => Ident::new(&format!("arg{index}"), Span::mixed_site()),
    };
    let (passing, ty) = match plain(&input.ty) {
        ty if is_plain(ty) => (Passing::Plain, ty),
        Type::Reference(reference) if reference.mutability.is_some() => {
            (Passing::Mutable, &*reference.elem)
        }
        Type::Reference(reference) => (Passing::Shared, &*reference.elem),
        owned => (Passing::Owned, owned),
    };
    if let Type::ImplTrait(ty) = plain(ty) {
        report.error(
            ty.impl_token.span,
            "an exported function cannot take `impl Trait`: name the type",
        );
    }
    Parameter {
        passing,
        ty: ty.clone(),
        asserted: asserted(args, |asserted| *asserted == name),
        options: helper_options("export", &mut input.attrs, report),
        name,
    }
}

/// Whether it is a number, a truth value, numbers in a slice, or text. A type of the user's by such
/// a name is still converted and checked, by wasm-bindgen alone.
fn is_plain(ty: &Type) -> bool {
    match ty {
        Type::Reference(TypeReference {
            lifetime: None,
            mutability: None,
            elem,
            ..
        }) => match &**elem {
            Type::Slice(slice) => is_number(&slice.elem),
            elem => is_named(elem, &["str"]),
        },
        ty => is_number(ty) || is_named(ty, &["bool"]),
    }
}

fn is_number(ty: &Type) -> bool {
    const NUMBERS: [&str; 12] = [
        "f32", "f64", "i8", "i16", "i32", "i64", "isize", "u8", "u16", "u32", "u64", "usize",
    ];
    is_named(ty, &NUMBERS)
}

fn is_named(ty: &Type, names: &[&str]) -> bool {
    match ty {
        Type::Path(ty) => names.iter().any(|name| ty.path.is_ident(name)),
        _ => false,
    }
}

fn asserted(args: &Args, is: impl Fn(&Ident) -> bool) -> bool {
    match &args.assert_unwind_safe {
        None => false,
        Some(Assert::All) => true,
        Some(Assert::Named(names)) => names.iter().any(is),
    }
}

fn check_asserted(
    args: &Args,
    receiver: Option<&Receiver>,
    parameters: &[Parameter],
    report: &mut Report,
) {
    let Some(Assert::Named(names)) = &args.assert_unwind_safe else {
        return;
    };
    for name in names {
        let is_receiver = name == "self" && receiver.is_some();
        if !is_receiver && !parameters.iter().any(|parameter| parameter.name == *name) {
            report.error(
                name.span(),
                format!("there is no parameter `{}`", name.unraw()),
            );
        }
    }
}

/// Whether a result is a `String`, or the `Result` of one, going by the name.
pub(crate) fn is_text(ty: &Type) -> bool {
    let ty = plain(ty);
    match (type_name(ty), arguments_of(ty).first()) {
        (Some(name), None) => name == "String",
        (Some(name), Some(ok)) => name == "Result" && is_text(ok),
        (None, _) => false,
    }
}

/// The type without the parentheses and invisible groups around it.
pub(crate) fn plain(ty: &Type) -> &Type {
    match ty {
        Type::Paren(ty) => plain(&ty.elem),
        Type::Group(ty) => plain(&ty.elem),
        ty => ty,
    }
}

/// Puts the class's name for `Self`: the shim stands in another `impl`.
pub(crate) fn write_out_self(function: &mut Function, class: &Path) {
    let parameters = function
        .parameters
        .iter_mut()
        .map(|parameter| &mut parameter.ty);
    let output = match &mut function.sig.output {
        ReturnType::Type(_, ty) => Some(&mut **ty),
        ReturnType::Default => None,
    };
    for ty in parameters.chain(output) {
        let tokens = replace_self(ty.to_token_stream(), class);
        if let Ok(written_out) = syn::parse2(tokens) {
            *ty = written_out;
        }
    }
}

fn replace_self(tokens: TokenStream, class: &Path) -> TokenStream {
    let replaced = tokens.into_iter().map(|token| match token {
        TokenTree::Ident(name) if name == "Self" => placed(name.span(), class.to_token_stream()),
        TokenTree::Group(group) => {
            let inner = replace_self(group.stream(), class);
            let mut replaced = Group::new(group.delimiter(), inner);
            replaced.set_span(group.span());
            replaced.into_token_stream()
        }
        other => other.into_token_stream(),
    });
    replaced.collect()
}
