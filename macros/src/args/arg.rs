//! One option, as it is written.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::token::{Bracket, Paren};
use syn::{Error, ExprArray, LitStr, Path, Result, Token, bracketed, parenthesized};

/// `name`, `name = value` or `name(list)`.
pub(crate) struct Arg {
    pub(crate) name: String,
    token: Ident,
    value: Value,
}

enum Value {
    None,
    Equals(TokenStream),
    List(TokenStream),
}

/// What becomes of a panic.
#[derive(Clone, Default)]
pub(crate) enum OnPanic {
    #[default]
    Throw,
    Abort,
    Map(Path),
    Recover(Path),
}

/// Which parameters the user vouches for.
pub(crate) enum Assert {
    All,
    Named(Vec<Ident>),
}

impl Parse for Arg {
    fn parse(input: ParseStream) -> Result<Self> {
        let token = input.call(Ident::parse_any)?;
        let value = if input.parse::<Option<Token![=]>>()?.is_some() {
            let mut value = TokenStream::new();
            while !input.is_empty() && !input.peek(Token![,]) {
                value.extend([input.parse::<TokenTree>()?]);
            }
            Value::Equals(value)
        } else if input.peek(Paren) {
            let list;
            parenthesized!(list in input);
            Value::List(list.parse()?)
        } else {
            Value::None
        };
        Ok(Self {
            name: token.to_string(),
            token,
            value,
        })
    }
}

impl Arg {
    /// Where its name stands.
    pub(crate) fn span(&self) -> Span {
        self.token.span()
    }

    pub(crate) fn error(&self, message: impl std::fmt::Display) -> Error {
        Error::new(self.span(), message)
    }

    /// As it was written, and a comma.
    pub(crate) fn as_given(&self) -> TokenStream {
        let name = &self.token;
        match &self.value {
            Value::None => quote!(#name,),
            Value::Equals(value) => quote!(#name = #value,),
            Value::List(list) => quote!(#name(#list),),
        }
    }

    /// Whether it has no value.
    pub(crate) fn is_alone(&self) -> bool {
        matches!(self.value, Value::None)
    }

    /// Whether its value is in brackets.
    pub(crate) fn is_list(&self) -> bool {
        self.parse_value::<ExprArray>().is_some()
    }

    /// Whether its value is one, or a string with one in it.
    pub(crate) fn parses_as<T: Parse>(&self) -> bool {
        let text = self.parse_value::<LitStr>();
        self.parse_value::<T>().is_some() || text.is_some_and(|text| text.parse::<T>().is_ok())
    }

    /// The path in `static_method_of = path`, which may stand in a string.
    pub(crate) fn type_path(&self) -> Option<Path> {
        let text = self.parse_value::<LitStr>();
        text.map_or_else(|| self.parse_value(), |text| text.parse().ok())
    }

    /// The path in `crate = path`.
    pub(crate) fn path(&self) -> Option<Path> {
        self.parse_value()
    }

    /// `crate = path`
    pub(crate) fn runtime(&self) -> Result<Path> {
        self.path()
            .ok_or_else(|| self.error("expected `crate = path::to::unwind_export`"))
    }

    /// `on_panic = …`, `map_panic = …` or `recover_panic = …`, of which one at most may be given.
    pub(crate) fn set_on_panic(&self, given: &mut Option<OnPanic>) -> Result<()> {
        let on_panic = match self.name.as_str() {
            "map_panic" => OnPanic::Map(self.function("a `fn(&Panic) -> JsValue`")?),
            "recover_panic" => {
                OnPanic::Recover(self.function("a `fn(&Panic) -> R` for what returns `R`")?)
            }
            _ => self.on_panic()?,
        };
        let why = match (&on_panic, &given) {
            (_, None) => {
                *given = Some(on_panic);
                return Ok(());
            }
            (OnPanic::Map(_), Some(OnPanic::Recover(_)))
            | (OnPanic::Recover(_), Some(OnPanic::Map(_))) => {
                "`recover_panic` gives a result where `map_panic` gives an error"
            }
            (OnPanic::Recover(_), _) | (_, Some(OnPanic::Recover(_))) => {
                "`recover_panic` is never called with `on_panic = abort`, and takes the place of \
                 `on_panic = throw`"
            }
            _ => {
                "`map_panic` is never called with `on_panic = abort`, and takes the place of \
                 `on_panic = throw`"
            }
        };
        Err(self.error(format!("{why}: remove one of them")))
    }

    /// The path of a function, of which errors say what it is.
    fn function(&self, what: &str) -> Result<Path> {
        let name = &self.name;
        self.path()
            .ok_or_else(|| self.error(format!("expected `{name} = path::to::function`, {what}")))
    }

    fn on_panic(&self) -> Result<OnPanic> {
        let word = self.parse_value::<Ident>();
        match word.as_ref().map(Ident::to_string).as_deref() {
            Some("throw") => Ok(OnPanic::Throw),
            Some("abort") => Ok(OnPanic::Abort),
            _ => {
                let at = match &self.value {
                    Value::Equals(value) if !value.is_empty() => value.span(),
                    _ => self.span(),
                };
                let message = "expected `on_panic = throw` or `on_panic = abort`";
                Err(Error::new(at, message))
            }
        }
    }

    /// `assert_unwind_safe` or `assert_unwind_safe(a, b)`
    pub(crate) fn assert(&self) -> Result<Assert> {
        match &self.value {
            Value::None => Ok(Assert::All),
            Value::List(list) => {
                // `self` is a keyword, and names the receiver here.
                let names = |input: ParseStream| {
                    Punctuated::<Ident, Token![,]>::parse_terminated_with(input, Ident::parse_any)
                };
                let names = names.parse2(list.clone())?;
                Ok(Assert::Named(names.into_iter().collect()))
            }
            Value::Equals(_) => {
                Err(self
                    .error("expected `assert_unwind_safe` or `assert_unwind_safe(parameter, …)`"))
            }
        }
    }

    /// `assert_unwind_safe`, where there are no parameters to name.
    pub(crate) fn assert_all(&self) -> Result<()> {
        match self.value {
            Value::None => Ok(()),
            _ => Err(self.error("expected `assert_unwind_safe` alone")),
        }
    }

    /// The value as JavaScript will see it: a name, which may be a keyword of Rust's, a string, or a
    /// list of strings.
    pub(crate) fn js_name(&self) -> Option<String> {
        let name = |input: ParseStream| {
            if input.peek(LitStr) {
                return Ok(input.parse::<LitStr>()?.value());
            }
            if input.peek(Bracket) {
                let list;
                bracketed!(list in input);
                let parts = Punctuated::<LitStr, Token![,]>::parse_terminated(&list)?;
                let parts: Vec<_> = parts.iter().map(LitStr::value).collect();
                return Ok(parts.join("."));
            }
            Ok(input.call(Ident::parse_any)?.unraw().to_string())
        };
        self.parse_value_with(name)
    }

    fn parse_value<T: Parse>(&self) -> Option<T> {
        self.parse_value_with(T::parse)
    }

    fn parse_value_with<T>(&self, parser: impl Parser<Output = T>) -> Option<T> {
        match &self.value {
            Value::Equals(value) => parser.parse2(value.clone()).ok(),
            Value::None | Value::List(_) => None,
        }
    }
}
