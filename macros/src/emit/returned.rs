//! What an import gives: in what form it comes, and what is made of that.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{ReturnType, Type, parse_quote};

use super::argument::look;
use super::guard::wrapped;
use super::runtime::Module;
use crate::ast::import::{Crossing, Exception, ImportedFunction};
use crate::ty::{arguments_of, is_string};

/// `-> Result<Nullable<T>, JsValue>`
pub(crate) fn raw_output(private: &Module, function: &ImportedFunction) -> ReturnType {
    let returned = &function.returned;
    let text = text(function).map(|string| wrapped(private, "MaybeGivenText", string));
    let ty = match (&returned.crossing, &returned.ty) {
        (Crossing::Value, Some(_)) if text.is_some() => quote!(#text),
        (Crossing::Made(made), _) => quote!(#made),
        (Crossing::Nullable, ty) => quote!(#private::Nullable<#ty>),
        (Crossing::Value, Some(ty)) => quote!(#ty),
        (Crossing::Value, None) => quote!(()),
    };
    let error = match &returned.exception {
        Exception::Returned(Some(error)) => error.to_token_stream(),
        Exception::Returned(None) | Exception::Unwinds => quote!(#private::JsValue),
    };
    parse_quote!(-> #private::Result<#ty, #error>)
}

/// The `String` in a result that is one, or an `Option` of one. It comes as an `Option` always: wasm-bindgen loses what
/// stands for the result of an import that throws. The promise of an async import gives its own.
fn text(function: &ImportedFunction) -> Option<&Type> {
    let ty = function.returned.ty.as_ref();
    let ty = ty.filter(|_| function.is_sync())?;
    if is_string(ty) {
        return Some(ty);
    }
    let inner = arguments_of("Option", ty);
    inner.into_iter().find(|inner| is_string(inner))
}

/// `looked(imported(call), Probe::<T>::LOOK, "name")`
pub(crate) fn result(
    private: &Module,
    function: &ImportedFunction,
    call: &TokenStream,
) -> TokenStream {
    let returned = &function.returned;
    let ty = &returned.ty;
    let value = match returned.crossing {
        Crossing::Value => quote!(),
        Crossing::Nullable => {
            quote!(.map(|__value| #private::not_nullable(__value, #private::Probe::<#ty>::NULL)))
        }
        Crossing::Made(_) => quote!(.map(|__made| __made.0)),
    };
    let result = match returned.exception {
        Exception::Returned(_) => quote!(#call #value),
        Exception::Unwinds => quote!(#private::imported(#call #value)),
    };
    let Some(ty) = ty else { return result };
    let name = function.item.sig.ident.unraw().to_string();
    if let Some(string) = text(function) {
        let look = look(private, &quote!(#private::Option<#string>));
        let received = if is_string(ty) {
            quote!(#private::received)
        } else {
            quote!(#private::received_if_any)
        };
        return match returned.exception {
            Exception::Returned(_) => {
                quote!(#result.map(|__text| #received(__text.get("", #look), #name)))
            }
            Exception::Unwinds => quote!(#received(#result.get("", #look), #name)),
        };
    }
    let look = look(private, ty);
    match returned.exception {
        Exception::Returned(_) => {
            quote!(#result.map(|__value| #private::looked(__value, #look, #name)))
        }
        Exception::Unwinds => quote!(#private::looked(#result, #look, #name)),
    }
}
