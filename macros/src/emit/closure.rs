//! `closure!(…)`

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{Expr, ExprClosure, Pat, ReturnType, Type, TypeReference, parse_quote};

use super::argument::look;
use super::runtime::{Module, Runtime};
use crate::ast::closure::Closure;
use crate::ty::ungrouped;

/// ```text
/// closure!(move |event: Event| …)  ⇒  routed::<dyn FnMut(Event) -> _, _>(move |event: Event| …)
/// closure!(once || 1)              ⇒  routed_once::<dyn FnMut() -> _, _>(|| 1)
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
    let result = match &expression.output {
        ReturnType::Default => quote!(_),
        ReturnType::Type(_, ty) => ty.to_token_stream(),
    };
    let expression = looking(&private, expression);
    quote!(#private::#routed::<dyn ::core::ops::FnMut(#(#parameters),*) -> #result, _>(#expression))
}

/// ```text
/// |session: Session| body   ⇒  |session: Session| { { looked(&session, Probe::<Session>::LOOK, "…"); } body }
/// |session: &Session| body  ⇒  |session: &Session| {
///                                  let __got = { looked(…); (got(session, Probe::<Session>::POISONING),) };
///                                  body
///                              }
/// ```
fn looking(private: &Module, expression: &ExprClosure) -> ExprClosure {
    let mut expression = expression.clone();
    let named: Vec<_> = expression.inputs.iter().filter_map(named).collect();
    if named.is_empty() {
        return expression;
    }
    let looks = named.iter().map(|(name, ty)| {
        let (value, ty) = match ungrouped(ty) {
            Type::Reference(reference) => (quote!(#name), &*reference.elem),
            ty => (quote!(&#name), ty),
        };
        let look = look(private, ty);
        let name = quote!(::core::concat!(
            "closure at ",
            ::core::file!(),
            ":",
            ::core::line!()
        ));
        quote!(#private::looked(#value, #look, #name);)
    });
    let looks = quote!(#[allow(unused_imports)] use #private::AnyType as _; #(#looks)*);
    let got = named.iter().filter_map(|(name, ty)| match ungrouped(ty) {
        Type::Reference(TypeReference {
            mutability: None,
            elem,
            ..
        }) => Some(quote!(#private::got(#name, #private::Probe::<#elem>::POISONING),)),
        _ => None,
    });
    let got: Vec<_> = got.collect();
    let body = statements(&expression.body);
    expression.body = if got.is_empty() {
        parse_quote!({ { #looks } #body })
    } else {
        parse_quote!({ let __got = { #looks (#(#got)*) }; #body })
    };
    expression
}

/// What is in the block that it is: braces around that would be a warning.
fn statements(body: &Expr) -> TokenStream {
    match body {
        Expr::Block(block) if block.attrs.is_empty() && block.label.is_none() => {
            let statements = &block.block.stmts;
            quote!(#(#statements)*)
        }
        body => body.to_token_stream(),
    }
}

/// A parameter that has a name.
fn named(input: &Pat) -> Option<(&Ident, &Type)> {
    match input {
        Pat::Type(input) => match &*input.pat {
            Pat::Ident(pattern) => Some((&pattern.ident, &input.ty)),
            _ => None,
        },
        _ => None,
    }
}
