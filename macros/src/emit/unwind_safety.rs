//! The checks that a panic leaves nothing half-changed that is used again.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::spanned::Spanned;

use super::runtime::Module;
use crate::ast::export::Class;
use crate::ast::signature::{Parameter, Passing, Receiver, Signature};
use crate::span::placed;
use crate::ty::is_str;

/// `owned_outlives_panic::<T>();` for each parameter, which points at the user's type.
pub(crate) fn of_parameters(private: &Module, signature: &Signature) -> TokenStream {
    let parameters = signature
        .parameters
        .iter()
        .filter(|parameter| !parameter.is_vouched && !is_plain(parameter));
    let checks = parameters.map(|parameter| {
        let check = check(
            parameter.passing,
            "owned_outlives_panic",
            "shared_outlives_panic",
        );
        let ty = &parameter.ty;
        quote_spanned!(ty.span()=> #private::#check::<#ty>();)
    });
    checks.collect()
}

/// `shared_receiver_outlives_panic::<Session>();`, which points at the user's `self`. The first says at
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
    let (owned, shared) = if is_first {
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
    let check = check(receiver.passing, owned, shared);
    let span = receiver.token.span();
    let path = placed(span, class.path.to_token_stream());
    quote_spanned!(span=> #private::#check::<#path>();)
}

/// Whether nothing can be left half-changed in it.
fn is_plain(parameter: &Parameter) -> bool {
    matches!(parameter.passing, Passing::AsItIs) || is_str(&parameter.ty)
}

fn check(passing: Passing, owned: &str, shared: &str) -> Ident {
    let name = match passing {
        Passing::AsItIs | Passing::Owned => owned,
        Passing::Shared | Passing::Mutable => shared,
    };
    Ident::new(name, Span::mixed_site())
}
