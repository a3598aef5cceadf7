//! What an import gives: in what form it comes, and what is made of that.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{ReturnType, Type, parse_quote, parse_quote_spanned};

use super::argument::{known, look};
use super::guard::wrapped;
use super::runtime::Module;
use crate::ast::import::{Crossing, Exception, ImportedFunction};
use crate::ty::{arguments_of, is_string, number_of_vector};

/// `-> Result<Owned<Nullable<T>>, JsValue>`
pub(crate) fn raw_output(private: &Module, function: &ImportedFunction) -> ReturnType {
    let returned = &function.returned;
    let read = read(function).map(|read| match read {
        Read::Text(string) => wrapped(private, "MaybeGivenText", string),
        Read::Numbers(number) => wrapped(private, "MaybeNumbers", number),
    });
    let given = read.or_else(|| taken(private, function).map(|ty| wrapped(private, "Owned", &ty)));
    let ty = match (&returned.crossing, given, &returned.ty) {
        (Crossing::Made(made), ..) => quote!(#made),
        (_, Some(given), _) => given,
        (_, None, Some(ty)) => quote!(#ty),
        (_, None, None) => quote!(()),
    };
    let error = match &returned.exception {
        Exception::Returned(Some(error)) => error.to_token_stream(),
        Exception::Returned(None) | Exception::Unwinds => quote!(#private::JsValue),
    };
    parse_quote!(-> #private::Result<#ty, #error>)
}

/// What this crate reads by itself: text, and numbers in arrays.
enum Read<'a> {
    Text(&'a Type),
    Numbers(&'a Type),
}

/// What is read of a result, or of an `Option`. It comes as an `Option` always: wasm-bindgen loses what stands for the
/// result of an import that throws. The promise of an async import gives its own.
fn read(function: &ImportedFunction) -> Option<Read<'_>> {
    let ty = function.returned.ty.as_ref();
    let ty = ty.filter(|_| function.is_sync())?;
    let ty = in_option(ty).unwrap_or(ty);
    let numbers = number_of_vector(ty).map(Read::Numbers);
    numbers.or_else(|| is_string(ty).then_some(Read::Text(ty)))
}

/// The `T` of an `Option<T>`.
fn in_option(ty: &Type) -> Option<&Type> {
    arguments_of("Option", ty).first().copied()
}

/// What comes as JavaScript gave it. If wasm-bindgen took it, the exception of what cannot be had would run no destructor.
fn taken(private: &Module, function: &ImportedFunction) -> Option<Type> {
    let ty = function.returned.ty.as_ref()?;
    match function.returned.crossing {
        Crossing::Nullable => Some(parse_quote_spanned!(ty.span()=> #private::Nullable<#ty>)),
        Crossing::Value if function.is_sync() => Some(ty.clone()),
        Crossing::Value | Crossing::Made(_) => None,
    }
}

/// `not_nullable(taken(imported(call), Probe::<Nullable<T>>::LOOK, "name"), Probe::<T>::NULL)`
pub(crate) fn result(
    private: &Module,
    function: &ImportedFunction,
    call: &TokenStream,
) -> TokenStream {
    match function.returned.exception {
        Exception::Returned(_) => {
            let value = value(private, function, &quote!(__given));
            quote!(#call.map(|__given| #value))
        }
        Exception::Unwinds => value(private, function, &quote!(#private::imported(#call))),
    }
}

/// What is made of what JavaScript gave.
fn value(private: &Module, function: &ImportedFunction, given: &TokenStream) -> TokenStream {
    let Some(ty) = &function.returned.ty else {
        return given.clone();
    };
    let name = function.item.sig.ident.unraw().to_string();
    if let Some(read) = read(function) {
        let inner = in_option(ty);
        let some = inner.unwrap_or(ty);
        let look = look(private, &quote!(#private::Option<#some>));
        let value = quote!(#given.get("", #look));
        return match read {
            _ if inner.is_some() => quote!(#private::received_if_any(#value, #name)),
            Read::Text(_) => quote!(#private::received(#value, #name)),
            Read::Numbers(number) => {
                quote!(#private::received_numbers::<#number, _>(#value, #name))
            }
        };
    }
    let taken = taken(private, function);
    let look = look(private, taken.as_ref().unwrap_or(ty));
    let known = known(private, ty).unwrap_or_else(|| quote!(true));
    match (&function.returned.crossing, taken) {
        (Crossing::Nullable, _) => quote! {
            #private::not_nullable(#private::taken(#given, #look, #name, true), #private::Probe::<#ty>::NULL)
        },
        (Crossing::Made(_), _) => quote!(#private::looked(#given.0, #look, #name)),
        (Crossing::Value, Some(_)) => quote!(#private::taken(#given, #look, #name, #known)),
        (Crossing::Value, None) => quote!(#private::looked(#given, #look, #name)),
    }
}
