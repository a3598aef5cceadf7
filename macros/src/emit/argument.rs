//! The arguments of a call, between the shim and the user's function.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::guard::wrapped;
use super::runtime::Module;
use super::unwind_safety::is_plain;
use crate::ast::export::Class;
use crate::ast::signature::{Parameter, Passing};
use crate::ty::{
    arguments_of, is_rusts_own, is_str, is_string, number_of_slice, number_of_vector, ungrouped,
};

/// An argument, as `body!` is told of it.
pub(crate) struct Argument {
    /// `name: name.borrow("name", Probe::<T>::POISONING)?`
    lent: Option<TokenStream>,
    /// `name: name.get("name", Probe::<T>::LOOK)?`
    owned: Option<TokenStream>,
    /// What the user's function is called with.
    pub(crate) local: Ident,
}

impl Argument {
    pub(crate) fn new(
        passing: Passing,
        local: &Ident,
        shown: &str,
        poisoning: &TokenStream,
    ) -> Self {
        let from = |method| quote!(#local: #local.#method(#shown, #poisoning)?);
        let (lent, owned) = match passing {
            Passing::AsItIs => (None, None),
            Passing::Owned => (None, Some(from(quote!(get)))),
            Passing::Shared | Passing::Mutable => (Some(from(quote!(borrow))), None),
        };
        Self {
            lent,
            owned,
            local: local.clone(),
        }
    }

    pub(crate) fn of(private: &Module, parameter: &Parameter) -> Self {
        let shown = parameter.name.unraw().to_string();
        let poisoning = if is_plain(parameter) {
            quote!(#private::None)
        } else {
            poisoning(private, parameter.passing, &parameter.ty, false)
        };
        Self::new(parameter.passing, &local(parameter), &shown, &poisoning)
    }

    /// The object that a method is called on. `tolerant`: even if it is poisoned.
    pub(crate) fn receiver(
        private: &Module,
        passing: Passing,
        class: &Class,
        local: &Ident,
        tolerant: bool,
    ) -> Self {
        let poisoning = poisoning(private, passing, &class.path, tolerant);
        Self::new(passing, local, "self", &poisoning)
    }
}

/// What a shim takes for a `T`: `Converted<T, …>`, or `Text` for a `str`, or `Numbers<u8>` for a `Vec<u8>`.
pub(crate) fn given(private: &Module, passing: Passing, ty: &Type) -> TokenStream {
    let wrapped = |wrapper, ty| wrapped(private, wrapper, ty);
    match (passing, number_of_slice(ty)) {
        (Passing::AsItIs, _) => ty.to_token_stream(),
        (Passing::Owned, _) => converted(private, ty).unwrap_or_else(|| owned(private, ty)),
        (Passing::Shared, Some(number)) => wrapped("Numbers", number),
        (Passing::Shared, None) if is_str(ty) => quote!(#private::Text),
        (Passing::Shared, None) => wrapped("Borrowed", ty),
        (Passing::Mutable, Some(number)) => wrapped("NumbersMut", number),
        (Passing::Mutable, None) => wrapped("BorrowedMut", ty),
    }
}

/// `Converted<T, { … }>`, unless the type's name says that it does not convert itself.
fn converted(private: &Module, ty: &Type) -> Option<TokenStream> {
    let known = known(private, ty)?;
    let place = ty.span();
    let private = private.at(place);
    Some(quote_spanned!(place=> #private::Converted<#ty, { #known }>))
}

fn owned(private: &Module, ty: &Type) -> TokenStream {
    let optional = arguments_of("Option", ty).first().copied();
    let (inner, text, numbers) = match optional {
        Some(inner) => (inner, "MaybeGivenText", "MaybeNumbers"),
        None => (ty, "GivenText", "Numbers"),
    };
    match number_of_vector(inner) {
        Some(number) => wrapped(private, numbers, number),
        None if is_string(inner) => wrapped(private, text, inner),
        None => wrapped(private, "Owned", ty),
    }
}

/// Whether a type does not convert itself: `Probe::<T>::IS_JS || Probe::<T>::IS_EXPORTED`. None, if its name says so.
pub(crate) fn known(private: &Module, ty: &Type) -> Option<TokenStream> {
    let ty = ungrouped(ty);
    for wrapper in ["Option", "Nullable", "Vec", "Box"] {
        if let [inner] = arguments_of(wrapper, ty)[..] {
            return known(private, inner);
        }
    }
    match ty {
        Type::Slice(slice) => known(private, &slice.elem),
        _ if is_rusts_own(ty) => None,
        _ => Some(quote!(#private::Probe::<#ty>::IS_JS || #private::Probe::<#ty>::IS_EXPORTED)),
    }
}

/// How what a closure is called with comes: `(Text, Owned<u32>,)`, or `Reference`.
pub(crate) fn given_to_closure<'a>(
    private: &Module,
    parameters: impl IntoIterator<Item = &'a Type>,
) -> TokenStream {
    let parameters: Vec<_> = parameters.into_iter().collect();
    if let [ty] = parameters[..]
        && matches!(ungrouped(ty), Type::Reference(_))
    {
        return quote!(#private::Reference);
    }
    let given = parameters.into_iter().map(|ty| owned(private, ty));
    quote!((#(#given,)*))
}

/// `let __this = Receiver::borrow_mut(&self.0);`
pub(crate) fn receiver_statement(private: &Module, passing: Passing, local: &Ident) -> TokenStream {
    match passing {
        Passing::AsItIs | Passing::Owned => {
            quote!(let #local = #private::Receiver::take(self.0);)
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

/// `[b: b.borrow("b", …)?] [a: a.get("a", …)?] call`
pub(crate) fn with_arguments(arguments: &[&Argument], call: &TokenStream) -> TokenStream {
    let lent = arguments
        .iter()
        .filter_map(|argument| argument.lent.as_ref());
    let owned = arguments
        .iter()
        .filter_map(|argument| argument.owned.as_ref());
    quote!([#(#lent),*] [#(#owned),*] #call)
}
