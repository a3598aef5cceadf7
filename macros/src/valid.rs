//! What can be wrong with what is exported.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{
    Attribute, Error, Fields, FnArg, GenericParam, Generics, Item, ItemEnum, ItemImpl, ReturnType,
    Safety, Signature, Type,
};

use crate::args::arg::{Assert, OnPanic};
use crate::args::names::Names;
use crate::ast::export::FunctionItem;
use crate::ast::signature::{Callable, Parameter, Receiver};
use crate::report::Report;
use crate::ty::ungrouped;

/// An item of the wrong kind.
pub(crate) fn wrong_kind(item: &Item, report: &mut Report) {
    let at = match item {
        Item::Mod(item) => item.mod_token.span,
        Item::Trait(item) => item.trait_token.span,
        Item::Const(item) => {
            let is_typescript = "a section of TypeScript is declared with \
                                 `#[wasm_bindgen(typescript_custom_section)]`";
            return report.error(item.const_token.span, is_typescript);
        }
        Item::Static(item) => item.static_token.span,
        Item::ForeignMod(item) => {
            let message = "`#[export]` is for what JavaScript calls: an `extern` block is what \
                           it provides, use `#[import]`";
            return report.error(item.abi.extern_token.span, message);
        }
        other => other.span(),
    };
    report.error(
        at,
        "`#[export]` is for functions, structs, enums and `impl` blocks",
    );
}

pub(crate) fn not_of_a_trait(item: &ItemImpl, report: &mut Report) {
    if let Some((path, _)) = &item.trait_ {
        report.error(
            path.span(),
            "JavaScript has no traits: export a function or an inherent method that calls \
             the trait's",
        );
    }
}

/// Enums of numbers, of strings, and of either or a value.
pub(crate) fn of_one_value_each(item: &ItemEnum, report: &mut Report) {
    if item.variants.is_empty() {
        report.error(item.ident.span(), "an exported enum has a variant");
    }
    for variant in &item.variants {
        let is_right = match &variant.fields {
            Fields::Unit => true,
            Fields::Unnamed(fields) => fields.unnamed.len() == 1,
            Fields::Named(_) => false,
        };
        if !is_right {
            report.error(
                variant.fields.span(),
                "a variant of an exported enum has no fields, or is one value `(T)`: export a \
                 struct, or return a `JsValue`",
            );
        }
    }
}

/// Takes off wasm-bindgen's attribute, which would export the same again.
pub(crate) fn not_wasm_bindgens(attrs: &mut Vec<Attribute>, report: &mut Report) {
    let is = |attr: &mut Attribute| {
        let last = attr.path().segments.last();
        last.is_some_and(|segment| segment.ident == "wasm_bindgen")
    };
    for attr in attrs.extract_if(.., is) {
        report.error(attr.path().span(), REMOVE_IT);
    }
}

const REMOVE_IT: &str = "`#[export]` takes the place of `#[wasm_bindgen]`: remove it, and give its \
                         options to `#[export(…)]`";

/// Whether a function was written by wasm-bindgen's attribute, which hands on all attributes that
/// it finds.
pub(crate) fn is_wasm_bindgens(name: &Ident) -> bool {
    let name = name.to_string();
    name.starts_with("__wasm_bindgen_generated_") || name.starts_with("__wbindgen_describe_")
}

/// What is said of such a function, once.
pub(crate) fn made_twice(item: &FunctionItem) -> TokenStream {
    let is_first = item
        .sig
        .ident
        .to_string()
        .starts_with("__wasm_bindgen_generated_");
    let error = is_first.then(|| Error::new(Span::call_site(), REMOVE_IT).to_compile_error());
    quote!(#item #error)
}

pub(crate) fn not_generic(generics: &Generics, what: &str, report: &mut Report) {
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

pub(crate) fn qualifiers(sig: &Signature, report: &mut Report) {
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

pub(crate) fn output(output: &ReturnType, callable: Option<&Callable>, report: &mut Report) {
    let (ReturnType::Type(_, ty), None) = (output, callable) else {
        return;
    };
    match ungrouped(ty) {
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

pub(crate) fn parameter(ty: &Type, report: &mut Report) {
    if let Type::ImplTrait(ty) = ungrouped(ty) {
        report.error(
            ty.impl_token.span,
            "an exported function cannot take `impl Trait`: name the type",
        );
    }
}

/// The parameters that the user vouches for have to be there.
pub(crate) fn vouched(
    given: Option<&Assert>,
    receiver: Option<&Receiver>,
    parameters: &[Parameter],
    report: &mut Report,
) {
    let Some(Assert::Named(names)) = given else {
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

/// A free function has no `self`.
pub(crate) fn no_receiver(receiver: Option<&Receiver>, report: &mut Report) {
    if let Some(receiver) = receiver {
        report.error(
            receiver.token.span(),
            "a function with `self` is exported by `#[export]` on its `impl` block",
        );
    }
}

pub(crate) fn allow_poisoned(
    given: Option<Span>,
    receiver: Option<&Receiver>,
    report: &mut Report,
) {
    if let (Some(at), None) = (given, receiver) {
        report.error(
            at,
            "`allow_poisoned` is about `self`, which is not here: remove it",
        );
    }
}

pub(crate) fn start_parameters(first: Option<&FnArg>, report: &mut Report) {
    if let Some(first) = first {
        report.error(
            first.span(),
            "a start function takes no parameters, since nobody calls it: remove them",
        );
    }
}

pub(crate) fn start_panic(on_panic: Option<&OnPanic>, report: &mut Report) {
    if let Some(OnPanic::Recover(function)) = on_panic {
        report.error(
            function.span(),
            "a start function's result goes to nobody: remove `recover_panic`, or use \
             `unwind_export::catch` in the function",
        );
    }
}

/// What JavaScript calls a method by has to be free, and known.
pub(crate) fn method_name(
    names: &Names,
    rust_name: &Ident,
    receiver: Option<&Receiver>,
    report: &mut Report,
) {
    if receiver.is_some() {
        not_free(&names.js_name_of(rust_name), rust_name.span(), report);
    }
    if names.is_nameless_setter(rust_name) {
        report.error(
            rust_name.span(),
            "a setter's name begins with `set_`: rename it, or write `#[export(setter = property)]`",
        );
    }
}

pub(crate) fn not_free(js_name: &str, at: Span, report: &mut Report) {
    if js_name == "free" {
        report.error(
            at,
            "every exported class has a method `free`, which drops the object: implement `Drop`, \
             or choose another name",
        );
    }
}
