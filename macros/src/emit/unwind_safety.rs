//! The checks that a panic leaves nothing half-changed that is used again.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::spanned::Spanned;

use super::runtime::Module;
use crate::ast::export::Class;
use crate::ast::signature::{Parameter, Passing, Receiver, Signature};
use crate::span::placed;
use crate::ty::is_str;

/// `owned_outlives_panic::<T, { Probe::<T>::CAN_BE_POISONED }>();` for each parameter, which points at the user's
/// type.
pub(crate) fn of_parameters(private: &Module, signature: &Signature) -> TokenStream {
    let parameters = signature
        .parameters
        .iter()
        .filter(|parameter| !parameter.is_vouched && !is_plain(parameter));
    let checks = parameters.map(|parameter| {
        let (owned, shared) = ("owned_outlives_panic", "shared_outlives_panic");
        let ty = &parameter.ty;
        check(private, parameter.passing, (owned, shared), ty.span(), ty)
    });
    checks.collect()
}

/// `shared_receiver_outlives_panic::<Session, { … }>();`, which points at the user's `self`. The first says at
/// length what can be done.
pub(crate) fn of_receiver(
    private: &Module,
    receiver: &Receiver,
    class: &Class,
    is_first: bool,
) -> TokenStream {
    if receiver.is_vouched {
        return TokenStream::new();
    }
    let names = if is_first {
        (
            "owned_receiver_outlives_panic",
            "shared_receiver_outlives_panic",
        )
    } else {
        (
            "owned_receiver_also_outlives_panic",
            "shared_receiver_also_outlives_panic",
        )
    };
    let span = receiver.token.span();
    let path = placed(span, class.path.to_token_stream());
    check(private, receiver.passing, names, span, &path)
}

/// Has the compiler refuse a method that may be called on a poisoned object, where there is none. Points at that option.
pub(crate) fn can_be_poisoned(private: &Module, class: &Class, place: Span) -> TokenStream {
    let path = placed(place, class.path.to_token_stream());
    let private = private.at(place);
    quote_spanned! {place=>
        const _: () = ::core::assert!(
            #private::Probe::<#path>::POISONING.is_some(),
            "nothing poisons these objects, as the struct has no `#[export(poison)]` field: remove `allow_poisoned`",
        );
    }
}

/// Whether nothing in it can be left half-changed, or be poisoned.
pub(crate) fn is_plain(parameter: &Parameter) -> bool {
    matches!(parameter.passing, Passing::AsItIs) || is_str(&parameter.ty)
}

/// By the name of the function for what is owned, or shared.
fn check(
    private: &Module,
    passing: Passing,
    (owned, shared): (&str, &str),
    place: Span,
    ty: &impl ToTokens,
) -> TokenStream {
    let (name, poisoned_if) = match passing {
        Passing::AsItIs | Passing::Owned => (owned, quote_spanned!(place=> CAN_BE_POISONED)),
        Passing::Shared | Passing::Mutable => (shared, quote_spanned!(place=> POISONING.is_some())),
    };
    let name = Ident::new(name, Span::mixed_site());
    quote_spanned! {place=>
        #private::#name::<#ty, { #private::Probe::<#ty>::#poisoned_if }>();
    }
}
