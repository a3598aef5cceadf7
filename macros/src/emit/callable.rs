//! Closures that an export returns.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ReturnType;

use super::argument::given_to_closure;
use super::runtime::Module;
use crate::ast::signature::Callable;
use crate::span::placed;

/// What the shim returns in its place: `JsValue`, or the `Result` of one.
pub(crate) fn ty(private: &Module, callable: &Callable) -> TokenStream {
    let value = quote!(#private::JsValue);
    match &callable.fallible {
        None => value,
        Some(error) => quote!(#private::Result<#value, #error>),
    }
}

/// `handed_out::<dyn FnMut(u32) -> u32, (Owned<u32>,), _>(call)`
///
/// The place of that call is what the closure goes by.
pub(crate) fn handed_out(
    private: &Module,
    callable: &Callable,
    place: Span,
    call: &TokenStream,
) -> TokenStream {
    let function = if callable.once {
        "handed_out_once"
    } else {
        "handed_out"
    };
    let function = Ident::new(function, Span::mixed_site());
    let kind = Ident::new(callable.kind, Span::mixed_site());
    let inputs = &callable.signature.inputs;
    let given = given_to_closure(private, inputs.iter().map(|input| &input.ty));
    let output = match &callable.signature.output {
        ReturnType::Default => quote!(()),
        ReturnType::Type(_, ty) => ty.to_token_stream(),
    };
    let function = placed(place, quote!(#private::#function));
    let ty = quote!(dyn ::core::ops::#kind(#inputs) -> #output);
    if callable.fallible.is_some() {
        let closure = quote_spanned!(place=> #function::<#ty, #given, _>(__body));
        quote!(#private::Result::map(#call, |__body| #closure))
    } else {
        quote_spanned!(place=> #function::<#ty, #given, _>(#call))
    }
}
