//! The arguments of a call, between the shim and the user's function.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;

use super::runtime::Module;
use crate::ast::export::Class;
use crate::ast::signature::{Parameter, Passing};

/// An argument, as `body!` is told of it.
pub(crate) struct Argument {
    /// `name: Borrowed::borrow(name, "name", Probe::<T>::POISONING)?`
    lent: Option<TokenStream>,
    /// `name: Owned::get(name, "name", Probe::<T>::LOOK)?`
    owned: Option<TokenStream>,
    /// What the user's function is called with.
    pub(crate) local: Ident,
}

impl Argument {
    pub(crate) fn new(
        private: &Module,
        passing: Passing,
        local: &Ident,
        shown: &str,
        ty: &impl ToTokens,
        tolerant: bool,
    ) -> Self {
        let from = |function| {
            let poisoning = poisoning(private, passing, ty, tolerant);
            quote!(#local: #private::#function(#local, #shown, #poisoning)?)
        };
        let (lent, owned) = match passing {
            Passing::AsItIs => (None, None),
            Passing::Owned => (None, Some(from(quote!(Owned::get)))),
            Passing::Shared => (Some(from(quote!(Borrowed::borrow))), None),
            Passing::Mutable => (Some(from(quote!(BorrowedMut::borrow))), None),
        };
        Self {
            lent,
            owned,
            local: local.clone(),
        }
    }

    pub(crate) fn of(private: &Module, parameter: &Parameter) -> Self {
        let shown = parameter.name.unraw().to_string();
        let local = local(parameter);
        Self::new(
            private,
            parameter.passing,
            &local,
            &shown,
            &parameter.ty,
            false,
        )
    }

    /// The object that a method is called on. `tolerant`: even if it is poisoned.
    pub(crate) fn receiver(
        private: &Module,
        passing: Passing,
        class: &Class,
        local: &Ident,
        tolerant: bool,
    ) -> Self {
        Self::new(private, passing, local, "self", &class.path, tolerant)
    }
}

/// `let __this = Receiver::borrow_mut(&self.0);`
pub(crate) fn receiver_statement(private: &Module, passing: Passing, local: &Ident) -> TokenStream {
    match passing {
        Passing::AsItIs | Passing::Owned => {
            quote!(let #local = #private::Receiver::take(&self.0);)
        }
        Passing::Shared => quote!(let #local = #private::Receiver::borrow(&self.0);),
        Passing::Mutable => quote!(let #local = #private::Receiver::borrow_mut(&self.0);),
    }
}

/// `__this`, or a name like it that none of the parameters has.
pub(crate) fn receiver_local(parameters: &[Parameter]) -> Ident {
    let mut name = "__this".to_owned();
    while parameters.iter().any(|parameter| parameter.name == name) {
        name += "_";
    }
    Ident::new(&name, Span::mixed_site())
}

/// The parameter's name, which cannot be mistaken for an item that the user's types or the
/// call of the user's function name.
pub(crate) fn local(parameter: &Parameter) -> Ident {
    let mut name = parameter.name.clone();
    name.set_span(Span::mixed_site());
    name
}

/// `Probe::<T>::POISONING`, or `LOOK`
fn poisoning(
    private: &Module,
    passing: Passing,
    ty: &impl ToTokens,
    tolerant: bool,
) -> TokenStream {
    match (passing, tolerant) {
        (Passing::Owned, true) => quote!(#private::None),
        (Passing::Owned, false) => look(private, ty),
        (_, true) => quote!(#private::tolerant(#private::Probe::<#ty>::POISONING)),
        (_, false) => quote!(#private::Probe::<#ty>::POISONING),
    }
}

/// `Probe::<T>::LOOK`
pub(crate) fn look(private: &Module, ty: &impl ToTokens) -> TokenStream {
    quote!(#private::Probe::<#ty>::LOOK)
}

/// `[b: Borrowed::borrow(b, …)?] [a: Owned::get(a, …)?] call`
pub(crate) fn with_arguments(arguments: &[&Argument], call: &TokenStream) -> TokenStream {
    let lent = arguments
        .iter()
        .filter_map(|argument| argument.lent.as_ref());
    let owned = arguments
        .iter()
        .filter_map(|argument| argument.owned.as_ref());
    quote!([#(#lent),*] [#(#owned),*] #call)
}
