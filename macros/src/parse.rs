//! From tokens to what can be exported, or to all that is wrong with it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{
    Attribute, FnArg, GenericParam, Generics, ImplItem, Item, ItemEnum, ItemFn, ItemImpl,
    ItemStruct, Meta, Pat, PatType, ReceiverKind, ReturnType, Safety, Signature, Type, Visibility,
};

use crate::args::{Args, Assert, Place};
use crate::ast::{Copied, Field, Function, Impl, Parameter, Passing, Receiver, Struct};
use crate::report::Report;

/// A free function.
pub(crate) fn function(args: TokenStream, item: &mut ItemFn, report: &mut Report) -> Function {
    let args = Args::parse(args, Place::Function, report);
    let function = signature(args, &mut item.sig, &item.attrs, report);
    if let Some(receiver) = &function.receiver {
        report.error(
            receiver.token.span(),
            "a function with `self` is exported by `#[export]` on its `impl` block",
        );
    }
    if let (true, Some(first)) = (function.args.start, item.sig.inputs.first()) {
        report.error(
            first.span(),
            "a start function takes no parameters, since nobody calls it: remove them",
        );
    }
    function
}

/// An `impl` block.
pub(crate) fn block(args: TokenStream, item: &mut ItemImpl, report: &mut Report) -> Option<Impl> {
    let args = Args::parse(args, Place::Impl, report);
    if let Some((path, _)) = &item.trait_ {
        report.error(
            path.span(),
            "JavaScript has no traits: export a function or an inherent method that calls \
             the trait's",
        );
    }
    check_not_generic(&item.generics, "an exported `impl` block", report);
    let class = match plain(&item.self_ty) {
        Type::Path(ty) if ty.qself.is_none() => Some(ty.path.clone()),
        other => {
            report.error(other.span(), "expected the name of an exported struct");
            None
        }
    };
    let methods = item.items.iter_mut().filter_map(|item| match item {
        ImplItem::Fn(method) => {
            let mut own = helper(&mut method.attrs, Place::Method, report);
            if own.skip || !matches!(method.vis, Visibility::Public(_)) {
                return None;
            }
            own.on_panic = own.on_panic.or_else(|| args.on_panic.clone());
            check_property(&own, &method.sig, report);
            Some(signature(own, &mut method.sig, &method.attrs, report))
        }
        _ => None,
    });
    let methods = methods.collect();
    Some(Impl {
        class: class?,
        methods,
        cfgs: copied(&item.attrs).cfgs,
        args,
    })
}

/// A struct.
pub(crate) fn class(args: TokenStream, item: &mut ItemStruct, report: &mut Report) -> Struct {
    let args = Args::parse(args, Place::Struct, report);
    check_not_generic(&item.generics, "an exported struct", report);
    let mut class = Struct {
        args,
        name: item.ident.clone(),
        fields: Vec::new(),
        guarded: Vec::new(),
        poison: None,
        cfgs: copied(&item.attrs).cfgs,
    };
    for field in &mut item.fields {
        let args = helper(&mut field.attrs, Place::Field, report);
        match (args.poison, &class.poison, &field.ident) {
            (None, ..) => class.guarded.push(field.ty.clone()),
            (Some(_), None, Some(name)) => class.poison = Some(name.clone()),
            (Some(at), None, None) => report.error(at, "the poison field needs a name"),
            (Some(at), Some(_), _) => report.error(at, "a struct has one poison field"),
        }
        let Visibility::Public(_) = field.vis else {
            continue;
        };
        let attributes = copied(&field.attrs);
        if let (Some(name), false, None) = (&field.ident, args.skip, args.poison) {
            class.fields.push(Field {
                args,
                name: name.clone(),
                ty: field.ty.clone(),
                attributes,
            });
        }
    }
    class
}

/// A fieldless enum, which has nothing to guard.
pub(crate) fn plain_enum(args: TokenStream, item: &ItemEnum, report: &mut Report) -> Args {
    let args = Args::parse(args, Place::Enum, report);
    for variant in &item.variants {
        if !variant.fields.is_empty() {
            report.error(
                variant.fields.span(),
                "an exported enum has no fields: export a struct, or return a `JsValue`",
            );
        }
    }
    args
}

/// Says that `item` is of the wrong kind.
pub(crate) fn refuse(item: &Item, report: &mut Report) {
    let at = match item {
        Item::Mod(item) => item.mod_token.span,
        Item::Trait(item) => item.trait_token.span,
        Item::Const(item) => item.const_token.span,
        Item::Static(item) => item.static_token.span,
        Item::ForeignMod(item) => {
            let message = "`#[export]` is for what JavaScript calls: an `extern` block is what \
                           it provides, use `#[wasm_bindgen]`";
            return report.error(item.abi.extern_token.span, message);
        }
        other => other.span(),
    };
    report.error(
        at,
        "`#[export]` is for functions, structs, fieldless enums and `impl` blocks",
    );
}

fn signature(
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

/// What JavaScript calls a method by has to be free, and known.
fn check_property(args: &Args, sig: &Signature, report: &mut Report) {
    let rust_name = sig.ident.unraw().to_string();
    if args.js_name.as_ref().unwrap_or(&rust_name) == "free" {
        report.error(
            sig.ident.span(),
            "every exported class has a method `free`, which drops the object: implement `Drop`, \
             or choose another name",
        );
    }
    let is_named = args.js_name.is_some() || rust_name.starts_with("set_");
    if args
        .setter
        .as_ref()
        .is_some_and(|setter| setter.name.is_none() && !is_named)
    {
        report.error(
            sig.ident.span(),
            "a setter's name begins with `set_`: rename it, or write `#[export(setter = property)]`",
        );
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

fn check_not_generic(generics: &Generics, what: &str, report: &mut Report) {
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
        options: helper_options(&mut input.attrs, report),
        name,
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

/// Takes the `#[export(…)]`s on a method or field away, and gives their options.
fn helper(attrs: &mut Vec<Attribute>, place: Place, report: &mut Report) -> Args {
    let mut args = Args::default();
    let mut seen = Vec::new();
    for options in helper_options(attrs, report) {
        args.extend(options, place, &mut seen, report);
    }
    args
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

fn copied(attrs: &[Attribute]) -> Copied {
    let all = |name| {
        let is = move |attr: &&Attribute| attr.path().is_ident(name);
        attrs.iter().filter(is).cloned().collect()
    };
    Copied {
        cfgs: all("cfg"),
        docs: all("doc"),
    }
}

/// The type without the parentheses and invisible groups around it.
fn plain(ty: &Type) -> &Type {
    match ty {
        Type::Paren(ty) => plain(&ty.elem),
        Type::Group(ty) => plain(&ty.elem),
        ty => ty,
    }
}
