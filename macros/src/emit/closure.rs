//! `closure!(…)`

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::ReturnType;

use super::argument::given_to_closure;
use super::runtime::Runtime;
use crate::ast::closure::Closure;

/// ```text
/// closure!(move |event: Event| …)  ⇒  routed::<dyn FnMut(Event) -> _, (Owned<Event>,), _>(move |event: Event| …)
/// closure!(once || 1)              ⇒  routed_once::<dyn FnMut() -> _, (), _>(|| 1)
/// ```
pub(crate) fn closure(closure: &Closure) -> TokenStream {
    let Closure {
        runtime,
        once,
        expression,
        parameters,
    } = closure;
    let private = Runtime::beside_item(runtime.as_ref()).private;
    let routed = if *once {
        quote!(routed_once)
    } else {
        quote!(routed)
    };
    let given = given_to_closure(&private, parameters);
    let result = match &expression.output {
        ReturnType::Default => quote!(_),
        ReturnType::Type(_, ty) => ty.to_token_stream(),
    };
    let object = quote!(dyn ::core::ops::FnMut(#(#parameters),*) -> #result);
    quote!(#private::#routed::<#object, #given, _>(#expression))
}
