//! The options in the parentheses of `#[export(…)]`.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, Lit, Path, Token, parenthesized, parse_quote};

use crate::report::Report;

/// The options of an exported function.
pub(crate) struct Args {
    pub(crate) runtime: Path,
    pub(crate) on_panic: OnPanic,
    pub(crate) assert_unwind_safe: Assert,
    pub(crate) start: bool,
    pub(crate) js_name: Option<String>,
    pub(crate) js_namespace: Option<String>,
    /// What is left to wasm-bindgen.
    pub(crate) passed: TokenStream,
}

pub(crate) enum OnPanic {
    Throw,
    Abort,
    Map(Path),
}

/// Which parameters the user vouches for.
pub(crate) enum Assert {
    All,
    Named(Vec<Ident>),
}

impl Args {
    /// The options, as far as they can be read.
    pub(crate) fn parse(tokens: TokenStream, report: &mut Report) -> Self {
        let mut args = Self {
            runtime: parse_quote!(::unwind_export),
            on_panic: OnPanic::Throw,
            assert_unwind_safe: Assert::Named(Vec::new()),
            start: false,
            js_name: None,
            js_namespace: None,
            passed: TokenStream::new(),
        };
        let options = Punctuated::<Arg, Token![,]>::parse_terminated.parse2(tokens);
        let mut seen = Vec::new();
        for option in options
            .map_err(|error| report.add(error))
            .unwrap_or_default()
        {
            let name = option.name.to_string();
            if seen.contains(&name) {
                report.error(option.name.span(), format!("`{name}` is given twice"));
            } else if let Err(error) = args.take(&option) {
                report.add(error);
            }
            seen.push(name);
        }
        args
    }

    fn take(&mut self, option: &Arg) -> syn::Result<()> {
        let at = option.name.span();
        match option.name.to_string().as_str() {
            "crate" => {
                self.runtime = option.parse_value().map_err(|_| {
                    syn::Error::new(at, "expected a path: `crate = path::to::unwind_export`")
                })?;
            }
            "on_panic" => self.set_on_panic(option.on_panic()?, at)?,
            "map_panic" => {
                let map = option.parse_value().map_err(|_| {
                    syn::Error::new(
                        at,
                        "expected a function: `map_panic = path::to::function`, \
                         a `fn(&Panic) -> JsValue`",
                    )
                })?;
                self.set_on_panic(OnPanic::Map(map), at)?;
            }
            "assert_unwind_safe" => self.assert_unwind_safe = option.assert()?,
            "poison" | "allow_poisoned" | "skip" => {
                return Err(syn::Error::new(
                    at,
                    format!("`{}` has no meaning on a function", option.name),
                ));
            }
            "wasm_bindgen" | "js_sys" | "wasm_bindgen_futures" => {
                return Err(syn::Error::new(
                    at,
                    format!(
                        "`{}` is set by `#[export]`: to rename unwind-export itself, \
                         write `crate = path`",
                        option.name
                    ),
                ));
            }
            "start" => {
                self.start = true;
                self.pass(option);
            }
            "js_name" => {
                self.js_name = option.text();
                self.pass(option);
            }
            "js_namespace" => {
                self.js_namespace = option.text();
                self.pass(option);
            }
            _ => self.pass(option),
        }
        Ok(())
    }

    fn set_on_panic(&mut self, on_panic: OnPanic, at: Span) -> syn::Result<()> {
        match self.on_panic {
            OnPanic::Throw => self.on_panic = on_panic,
            OnPanic::Map(_) | OnPanic::Abort => {
                return Err(syn::Error::new(
                    at,
                    "`map_panic` is never called with `on_panic = abort`: remove one of them",
                ));
            }
        }
        Ok(())
    }

    fn pass(&mut self, option: &Arg) {
        let Arg { name, value } = option;
        let value = match value {
            Value::None => TokenStream::new(),
            Value::Equals(value) => quote!(= #value),
            Value::List(list) => quote!((#list)),
        };
        self.passed.extend(quote!(#name #value,));
    }
}

/// One option: `name`, `name = value` or `name(list)`.
struct Arg {
    name: Ident,
    value: Value,
}

enum Value {
    None,
    Equals(TokenStream),
    List(TokenStream),
}

impl Parse for Arg {
    fn parse(input: ParseStream) -> syn::Result<Self> {
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
    fn parse_value<T: Parse>(&self) -> syn::Result<T> {
        match &self.value {
            Value::Equals(value) => syn::parse2(value.clone()),
            Value::None | Value::List(_) => Err(syn::Error::new(self.name.span(), "no value")),
        }
    }

    fn on_panic(&self) -> syn::Result<OnPanic> {
        let policy = self.parse_value::<Ident>();
        match policy.as_ref().map(Ident::to_string).as_deref() {
            Ok("throw") => Ok(OnPanic::Throw),
            Ok("abort") => Ok(OnPanic::Abort),
            _ => {
                let at = match &self.value {
                    Value::Equals(value) if !value.is_empty() => value.span(),
                    _ => self.name.span(),
                };
                Err(syn::Error::new(
                    at,
                    "expected `on_panic = throw` or `on_panic = abort`",
                ))
            }
        }
    }

    fn assert(&self) -> syn::Result<Assert> {
        match &self.value {
            Value::None => Ok(Assert::All),
            Value::List(list) => Punctuated::<Ident, Token![,]>::parse_terminated
                .parse2(list.clone())
                .map(|names| Assert::Named(names.into_iter().collect())),
            Value::Equals(_) => Err(syn::Error::new(
                self.name.span(),
                "expected `assert_unwind_safe` or `assert_unwind_safe(parameter, …)`",
            )),
        }
    }

    /// The value as JavaScript will see it: a name, a string, or a list of them.
    fn text(&self) -> Option<String> {
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
