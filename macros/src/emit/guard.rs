//! What the runtime puts around the body of a shim, and its result.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned;

use super::runtime::Module;
use crate::ty::is_text;

/// `let __this = …; body! { guard Site::new("divide"), [b: …] [a: …] divide(a, b) }`
pub(crate) fn body(
    private: &Module,
    guard: &str,
    site: &TokenStream,
    receiver: Option<&TokenStream>,
    call: &TokenStream,
) -> TokenStream {
    let guard = Ident::new(guard, Span::mixed_site());
    quote!(#receiver #private::body! { #guard #site, #call })
}

/// The guard around what returns such a value. `recovers`: also if it panics.
pub(crate) fn guard_of(ty: &Type, recovers: bool) -> &'static str {
    match (is_text(ty), recovers) {
        (false, false) => "guard",
        (true, false) => "guard_text",
        (false, true) => "recover",
        (true, true) => "recover_text",
    }
}

/// `Guarded<T>`, or `GuardedText<String>`
pub(crate) fn guarded(private: &Module, ty: &Type) -> TokenStream {
    let wrapper = if is_text(ty) {
        "GuardedText"
    } else {
        "Guarded"
    };
    wrapped(private, wrapper, ty)
}

/// `Owned<T>`, at the place of `T`: there the compiler points if it cannot cross.
pub(crate) fn wrapped(private: &Module, wrapper: &str, ty: &Type) -> TokenStream {
    let place = ty.span();
    let (private, wrapper) = (private.at(place), Ident::new(wrapper, place));
    quote_spanned!(place=> #private::#wrapper<#ty>)
}
