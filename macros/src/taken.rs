//! The arguments of a call, between the shim and the user's function.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::ast::Passing;
use crate::scope::Module;

/// `Probe::<T>::POISONING`
pub(crate) fn poisoning(private: &Module, ty: &TokenStream, tolerant: bool) -> TokenStream {
    let probe = quote!(#private::Probe::<#ty>::POISONING);
    if tolerant {
        quote!(#private::tolerant(#probe))
    } else {
        probe
    }
}

/// How an argument is taken, given to the user's function, and given back.
pub(crate) struct Taken {
    take: TokenStream,
    pub(crate) argument: TokenStream,
    give_back: TokenStream,
}

impl Taken {
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
        name: &Ident,
        text: &str,
        poisoning: &TokenStream,
    ) -> Self {
        let (wrapper, reference) = match passing {
            Passing::Plain => return Self::by_value(name, TokenStream::new()),
            Passing::Owned => {
                let take = quote!(let #name = #private::Owned::get(#name, #text, #poisoning)?;);
                return Self::by_value(name, take);
            }
            Passing::Shared => (quote!(Borrowed), quote!(*)),
            Passing::Mutable => (quote!(BorrowedMut), quote!(&mut **)),
        };
        Self {
            take: quote!(let mut #name = #private::#wrapper::get(&mut #name, #text, #poisoning)?;),
            argument: quote!(#reference #private::Lent::lend(&mut #name)),
            give_back: quote!(#private::Lent::give_back(#name);),
        }
    }

    fn by_value(name: &Ident, take: TokenStream) -> Self {
        Self {
            take,
            argument: quote!(#name),
            give_back: TokenStream::new(),
        }
    }
}

/// `{ let mut b = Borrowed::get(&mut b, …)?; let result = call; Lent::give_back(b); Ok(result) }`
pub(crate) fn with_taken(private: &Module, taken: &[Taken], call: &TokenStream) -> TokenStream {
    let take = taken.iter().map(|taken| &taken.take);
    let give_back: TokenStream = taken.iter().map(|taken| taken.give_back.clone()).collect();
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
