//! The arguments of a call, between the shim and the user's function.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::Path;
use syn::ext::IdentExt;

use super::runtime::Module;
use crate::ast::signature::{Parameter, Passing};

/// How an argument is taken, passed to the user's function, and given back.
pub(crate) struct Argument {
    take: TokenStream,
    pub(crate) passed: TokenStream,
    give_back: TokenStream,
}

impl Argument {
    /// ```text
    /// let mut name = Borrowed::get(&mut name, "name", Probe::<T>::POISONING)?;
    /// *Lent::lend(&mut name)
    /// Lent::give_back(name);
    /// ```
    ///
    /// What is lent stays outside of the guard, to be given back also where a panic runs no
    /// destructors.
    pub(crate) fn new(
        private: &Module,
        passing: Passing,
        local: &Ident,
        shown: &str,
        poisoning: &TokenStream,
    ) -> Self {
        let (wrapper, reference) = match passing {
            Passing::AsItIs => return Self::by_value(local, TokenStream::new()),
            Passing::Owned => {
                let take = quote!(let #local = #private::Owned::get(#local, #shown, #poisoning)?;);
                return Self::by_value(local, take);
            }
            Passing::Shared => (quote!(Borrowed), quote!(*)),
            Passing::Mutable => (quote!(BorrowedMut), quote!(&mut **)),
        };
        Self {
            take: quote! {
                let mut #local = #private::#wrapper::get(&mut #local, #shown, #poisoning)?;
            },
            passed: quote!(#reference #private::Lent::lend(&mut #local)),
            give_back: quote!(#private::Lent::give_back(#local);),
        }
    }

    fn by_value(local: &Ident, take: TokenStream) -> Self {
        Self {
            take,
            passed: quote!(#local),
            give_back: TokenStream::new(),
        }
    }

    pub(crate) fn of(private: &Module, parameter: &Parameter) -> Self {
        let poisoning = poisoning(private, &parameter.ty, false);
        let shown = parameter.name.unraw().to_string();
        let local = local(parameter);
        Self::new(private, parameter.passing, &local, &shown, &poisoning)
    }

    /// The object that a method is called on. `tolerant`: even if it is poisoned.
    pub(crate) fn receiver(
        private: &Module,
        passing: Passing,
        class: &Path,
        tolerant: bool,
    ) -> Self {
        let poisoning = poisoning(private, class, tolerant);
        Self::new(private, passing, &receiver_local(), "self", &poisoning)
    }
}

/// `let mut __this = Receiver::borrow_mut(&self.0);`
pub(crate) fn receiver_statement(private: &Module, passing: Passing) -> TokenStream {
    let local = receiver_local();
    match passing {
        Passing::AsItIs | Passing::Owned => {
            quote!(let #local = #private::Receiver::take(&self.0);)
        }
        Passing::Shared => quote!(let mut #local = #private::Receiver::borrow(&self.0);),
        Passing::Mutable => quote!(let mut #local = #private::Receiver::borrow_mut(&self.0);),
    }
}

fn receiver_local() -> Ident {
    Ident::new("__this", Span::mixed_site())
}

/// The parameter's name, which cannot be mistaken for an item that the user's types or the
/// call of the user's function name.
pub(crate) fn local(parameter: &Parameter) -> Ident {
    let mut name = parameter.name.clone();
    name.set_span(Span::mixed_site());
    name
}

/// `Probe::<T>::POISONING`
fn poisoning(private: &Module, ty: &impl ToTokens, tolerant: bool) -> TokenStream {
    let probe = quote!(#private::Probe::<#ty>::POISONING);
    if tolerant {
        quote!(#private::tolerant(#probe))
    } else {
        probe
    }
}

/// `{ let mut b = Borrowed::get(&mut b, …)?; let result = call; Lent::give_back(b); Ok(result) }`
pub(crate) fn with_arguments(
    private: &Module,
    arguments: &[&Argument],
    call: &TokenStream,
) -> TokenStream {
    let take = arguments.iter().map(|argument| &argument.take);
    let give_back = arguments.iter().map(|argument| argument.give_back.clone());
    let give_back: TokenStream = give_back.collect();
    if give_back.is_empty() {
        return quote!({ #(#take)* #private::Ok(#call) });
    }
    let result = Ident::new("result", Span::mixed_site());
    quote!({
        #(#take)*
        let #result = #call;
        #give_back
        #private::Ok(#result)
    })
}
