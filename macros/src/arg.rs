//! One option, as it is written.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Error, Expr, ExprLit, Lit, Path, Result, Token, parenthesized};

use crate::args::{Assert, OnPanic, Place};

/// `name`, `name = value` or `name(list)`.
pub(crate) struct Arg {
    pub(crate) name: Ident,
    value: Value,
}

enum Value {
    None,
    Equals(TokenStream),
    List(TokenStream),
}

impl Parse for Arg {
    fn parse(input: ParseStream) -> Result<Self> {
        let name = input.call(Ident::parse_any)?;
        let value = if input.parse::<Option<Token![=]>>()?.is_some() {
            let mut value = TokenStream::new();
            while !input.is_empty() && !input.peek(Token![,]) {
                value.extend([input.parse::<TokenTree>()?]);
            }
            Value::Equals(value)
        } else if input.peek(syn::token::Paren) {
            let list;
            parenthesized!(list in input);
            Value::List(list.parse()?)
        } else {
            Value::None
        };
        Ok(Self { name, value })
    }
}

impl Arg {
    pub(crate) fn as_given(&self) -> TokenStream {
        let Self { name, value } = self;
        match value {
            Value::None => quote!(#name,),
            Value::Equals(value) => quote!(#name = #value,),
            Value::List(list) => quote!(#name(#list),),
        }
    }

    pub(crate) fn parse_value<T: Parse>(&self) -> Result<T> {
        match &self.value {
            Value::Equals(value) => syn::parse2(value.clone()),
            Value::None | Value::List(_) => Err(Error::new(self.name.span(), "no value")),
        }
    }

    pub(crate) fn path(&self, form: &str) -> Result<Path> {
        self.parse_value()
            .map_err(|_| Error::new(self.name.span(), format!("expected {form}")))
    }

    pub(crate) fn on_panic(&self) -> Result<OnPanic> {
        let policy = self.parse_value::<Ident>();
        match policy.as_ref().map(Ident::to_string).as_deref() {
            Ok("throw") => Ok(OnPanic::Throw),
            Ok("abort") => Ok(OnPanic::Abort),
            _ => {
                let at = match &self.value {
                    Value::Equals(value) if !value.is_empty() => value.span(),
                    _ => self.name.span(),
                };
                let message = "expected `on_panic = throw` or `on_panic = abort`";
                Err(Error::new(at, message))
            }
        }
    }

    pub(crate) fn assert(&self, place: Place) -> Result<Assert> {
        let wrong = |form| Err(Error::new(self.name.span(), format!("expected {form}")));
        match (&self.value, place) {
            (Value::None, _) => Ok(Assert::All),
            (_, Place::Struct) => wrong("`assert_unwind_safe` alone"),
            (Value::List(list), _) => {
                // `self` is a keyword, and names the receiver here.
                let names = |input: ParseStream| {
                    Punctuated::<Ident, Token![,]>::parse_terminated_with(input, Ident::parse_any)
                };
                let names = names.parse2(list.clone())?;
                Ok(Assert::Named(names.into_iter().collect()))
            }
            (Value::Equals(_), _) => {
                wrong("`assert_unwind_safe` or `assert_unwind_safe(parameter, …)`")
            }
        }
    }

    /// The value as JavaScript will see it: a name, a string, or a list of them.
    pub(crate) fn text(&self) -> Option<String> {
        fn text(value: &Expr) -> Option<String> {
            match value {
                Expr::Path(path) => path.path.get_ident().map(|name| name.unraw().to_string()),
                Expr::Lit(ExprLit {
                    lit: Lit::Str(text),
                    ..
                }) => Some(text.value()),
                Expr::Array(list) => {
                    let parts: Option<Vec<_>> = list.elems.iter().map(text).collect();
                    Some(parts?.join("."))
                }
                _ => None,
            }
        }
        text(&self.parse_value().ok()?)
    }
}
