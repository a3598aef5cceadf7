//! `closure!(move |event: Event| …)`

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Error, Expr, ExprClosure, Ident, Pat, Path, Result, ReturnType, Token};

use crate::report::Report;
use crate::scope::Scope;

/// `crate = path, once |…| …`
struct Input {
    runtime: Option<Path>,
    once: bool,
    closure: ExprClosure,
}

/// ```text
/// closure!(move |event: Event| …)  ⇒  routed::<dyn FnMut(Event) -> _, _>(move |event: Event| …)
/// closure!(once || 1)              ⇒  routed_once::<dyn FnMut() -> _, _>(|| 1)
/// ```
pub(crate) fn closure(tokens: TokenStream) -> TokenStream {
    let Input {
        runtime,
        once,
        closure,
    } = match Input::parse.parse2(tokens) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let mut report = Report::default();
    let parameters = parameters(&closure, &mut report);
    if let Some(asyncness) = &closure.asyncness {
        report.error(
            asyncness.span(),
            "a closure for JavaScript cannot be `async`: call `spawn(async move { … })` in it",
        );
    }
    if let Some(errors) = report.into_errors() {
        // Several statements make one expression.
        return quote!({ #errors });
    }
    let scope = Scope::new(runtime.as_ref());
    let private = &scope.private;
    let routed = if once {
        quote!(routed_once)
    } else {
        quote!(routed)
    };
    let result = match &closure.output {
        ReturnType::Default => quote!(_),
        ReturnType::Type(_, ty) => ty.to_token_stream(),
    };
    quote!(#private::#routed::<dyn ::core::ops::FnMut(#(#parameters),*) -> #result, _>(#closure))
}

/// The parameters' types, which have to be written down.
fn parameters(closure: &ExprClosure, report: &mut Report) -> Vec<TokenStream> {
    let mut types = Vec::new();
    for input in &closure.inputs {
        match input {
            Pat::Type(input) => types.push(input.ty.to_token_stream()),
            untyped => report.error(
                untyped.span(),
                "JavaScript's side needs the parameter's type: write `name: Type`",
            ),
        }
    }
    types
}

impl Parse for Input {
    fn parse(input: ParseStream) -> Result<Self> {
        let mut runtime = None;
        if input.peek(Token![crate]) && input.peek2(Token![=]) {
            input.parse::<Token![crate]>()?;
            input.parse::<Token![=]>()?;
            runtime = Some(input.parse()?);
            input.parse::<Token![,]>()?;
        }
        let once = input.peek(Ident::peek_any)
            && input
                .fork()
                .parse::<Ident>()
                .is_ok_and(|word| word == "once");
        if once {
            input.parse::<Ident>()?;
        }
        if input.is_empty() {
            return Err(input.error("expected a closure: `closure!(move |name: Type| …)`"));
        }
        let closure = match input.parse::<Expr>()? {
            Expr::Closure(closure) => closure,
            other => {
                let message = "expected a closure literal: for other expressions there are \
                               `closure::new` and its companions";
                return Err(Error::new(other.span(), message));
            }
        };
        input.parse::<Option<Token![,]>>()?;
        Ok(Self {
            runtime,
            once,
            closure,
        })
    }
}
