//! From tokens to a function that can be exported, or to all that is wrong with it.

use proc_macro2::{Ident, Span, TokenStream};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{
    Attribute, FnArg, GenericParam, Item, ItemFn, Meta, Pat, PatType, ReturnType, Safety,
    Signature, Type,
};

use crate::args::{Args, Assert};
use crate::ast::{Function, Parameter, Passing};
use crate::report::Report;

/// The function to export, as far as it can be.
pub(crate) fn function(args: Args, mut item: ItemFn, report: &mut Report) -> Function {
    check_signature(&item.sig, report);
    let parameters = parameters(&mut item, &args, report);
    if let (true, Some(first)) = (args.start, item.sig.inputs.first()) {
        report.error(
            first.span(),
            "a start function takes no parameters, since nobody calls it: remove them",
        );
    }
    check_asserted(&args, &parameters, report);
    let (cfgs, docs) = copied_attributes(&item.attrs);
    Function {
        args,
        item,
        parameters,
        cfgs,
        docs,
    }
}

/// Says that `item` is of the wrong kind.
pub(crate) fn refuse(item: &Item, report: &mut Report) {
    report.error(
        keyword(item),
        "`#[export]` is for functions: use `#[wasm_bindgen]` for other items",
    );
}

/// Where to point for an item of the wrong kind.
fn keyword(item: &Item) -> Span {
    match item {
        Item::Impl(item) => item.impl_token.span,
        Item::Struct(item) => item.struct_token.span,
        Item::Enum(item) => item.enum_token.span,
        Item::Mod(item) => item.mod_token.span,
        Item::Trait(item) => item.trait_token.span,
        Item::ForeignMod(item) => item.abi.extern_token.span,
        other => other.span(),
    }
}

fn check_signature(sig: &Signature, report: &mut Report) {
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
    for parameter in &sig.generics.params {
        match parameter {
            GenericParam::Lifetime(lifetime) => report.error(
                lifetime.span(),
                "an exported function cannot have lifetime parameters: elide the lifetime",
            ),
            GenericParam::Type(ty) => report.error(
                ty.ident.span(),
                "an exported function cannot be generic: export a function for each type",
            ),
            GenericParam::Const(value) => report.error(
                value.ident.span(),
                "an exported function cannot be generic: export a function for each value",
            ),
        }
    }
    if let ReturnType::Type(_, ty) = &sig.output {
        match plain(ty) {
            Type::Reference(reference) => report.error(
                reference.and_token.span,
                "an exported function cannot return a reference: return an owned value",
            ),
            Type::ImplTrait(ty) => report.error(
                ty.impl_token.span,
                "an exported function cannot return `impl Trait`: name the type",
            ),
            _ => {}
        }
    }
}

fn parameters(item: &mut ItemFn, args: &Args, report: &mut Report) -> Vec<Parameter> {
    let mut parameters = Vec::new();
    for (index, input) in item.sig.inputs.iter_mut().enumerate() {
        match input {
            FnArg::Typed(input) => parameters.push(parameter(input, index, args, report)),
            FnArg::Receiver(receiver) => report.error(
                receiver.self_token.span,
                "a function with `self` is exported by `#[export]` on its `impl` block",
            ),
        }
    }
    parameters
}

fn parameter(input: &mut PatType, index: usize, args: &Args, report: &mut Report) -> Parameter {
    let name = match &*input.pat {
        Pat::Ident(pattern) => pattern.ident.clone(),
        _ => Ident::new(&format!("arg{index}"), Span::mixed_site()),
    };
    let (passing, ty) = match plain(&input.ty) {
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
    let asserted = match &args.assert_unwind_safe {
        Assert::All => true,
        Assert::Named(names) => names.contains(&name),
    };
    Parameter {
        passing,
        ty: ty.clone(),
        asserted,
        options: helper_options(&mut input.attrs, report),
        name,
    }
}

/// Takes the `#[export(…)]`s away and gives what is in them.
fn helper_options(attrs: &mut Vec<Attribute>, report: &mut Report) -> Vec<TokenStream> {
    let helpers = attrs.extract_if(.., |attr| attr.path().is_ident("export"));
    helpers
        .filter_map(|attr| match attr.meta {
            Meta::List(list) => Some(list.tokens),
            other => {
                report.error(other.span(), "expected `#[export(option, …)]`");
                None
            }
        })
        .collect()
}

fn check_asserted(args: &Args, parameters: &[Parameter], report: &mut Report) {
    if let Assert::Named(names) = &args.assert_unwind_safe {
        for name in names {
            if !parameters.iter().any(|parameter| parameter.name == *name) {
                report.error(
                    name.span(),
                    format!("there is no parameter `{}`", name.unraw()),
                );
            }
        }
    }
}

fn copied_attributes(attrs: &[Attribute]) -> (Vec<Attribute>, Vec<Attribute>) {
    let all = |name| {
        let is = move |attr: &&Attribute| attr.path().is_ident(name);
        attrs.iter().filter(is).cloned().collect()
    };
    (all("cfg"), all("doc"))
}

/// The type without the parentheses and invisible groups around it.
fn plain(ty: &Type) -> &Type {
    match ty {
        Type::Paren(ty) => plain(&ty.elem),
        Type::Group(ty) => plain(&ty.elem),
        ty => ty,
    }
}
