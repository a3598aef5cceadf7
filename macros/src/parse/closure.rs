//! `closure!(…)`

use proc_macro2::TokenStream;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Error, Expr, ExprClosure, Ident, Pat, Path, Result, Token, Type};

use crate::ast::closure::Closure;
use crate::report::Report;

/// What is in the parentheses.
struct Input {
    runtime: Option<Path>,
    once: bool,
    expression: ExprClosure,
}

pub(crate) fn closure(tokens: TokenStream, report: &mut Report) -> Option<Closure> {
    let input = Input::parse
        .parse2(tokens)
        .map_err(|error| report.add(error));
    let Input {
        runtime,
        once,
        expression,
    } = input.ok()?;
    let parameters = parameters(&expression, report);
    if let Some(asyncness) = &expression.asyncness {
        report.error(
            asyncness.span(),
            "a closure for JavaScript cannot be `async`: call `spawn(async move { … })` in it",
        );
    }
    Some(Closure {
        runtime,
        once,
        expression,
        parameters,
    })
}

/// The parameters' types, which have to be written down.
fn parameters(expression: &ExprClosure, report: &mut Report) -> Vec<Type> {
    let mut types = Vec::new();
    for input in &expression.inputs {
        match input {
            Pat::Type(input) => types.push((*input.ty).clone()),
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
        let expression = match input.parse::<Expr>()? {
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
            expression,
        })
    }
}
