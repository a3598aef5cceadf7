//! The options in the parentheses of `#[export(…)]`.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Error, Expr, ExprLit, Lit, Path, Result, Token, parenthesized};

use crate::report::Report;

/// What `#[export(…)]` stands on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Function,
    Impl,
    Method,
    Struct,
    Enum,
    Field,
}

/// The options of one `#[export(…)]`.
#[derive(Default)]
pub(crate) struct Args {
    pub(crate) runtime: Option<Path>,
    pub(crate) on_panic: Option<OnPanic>,
    pub(crate) assert_unwind_safe: Option<Assert>,
    pub(crate) start: bool,
    pub(crate) skip: bool,
    pub(crate) readonly: bool,
    pub(crate) poison: Option<Span>,
    pub(crate) allow_poisoned: bool,
    pub(crate) constructor: bool,
    pub(crate) getter: Option<Property>,
    pub(crate) setter: Option<Property>,
    pub(crate) skip_typescript: bool,
    pub(crate) js_name: Option<String>,
    pub(crate) js_class: Option<String>,
    pub(crate) js_namespace: Option<String>,
    /// What is left to wasm-bindgen.
    pub(crate) passed: TokenStream,
}

#[derive(Clone)]
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

/// A getter or setter, and the property's name if it is given there.
pub(crate) struct Property {
    pub(crate) name: Option<String>,
}

impl Args {
    /// The options, as far as they can be read.
    pub(crate) fn parse(tokens: TokenStream, place: Place, report: &mut Report) -> Self {
        let mut args = Self::default();
        args.extend(tokens, place, &mut Vec::new(), report);
        args
    }

    /// Adds the options of one more attribute. `seen` are the names so far.
    pub(crate) fn extend(
        &mut self,
        tokens: TokenStream,
        place: Place,
        seen: &mut Vec<String>,
        report: &mut Report,
    ) {
        let options = Punctuated::<Arg, Token![,]>::parse_terminated.parse2(tokens);
        for option in options
            .map_err(|error| report.add(error))
            .unwrap_or_default()
        {
            let name = option.name.to_string();
            if seen.contains(&name) {
                report.error(option.name.span(), format!("`{name}` is given twice"));
            } else if let Err(error) = self.take(&option, place) {
                report.add(error);
            }
            seen.push(name);
        }
    }

    fn take(&mut self, option: &Arg, place: Place) -> Result<()> {
        let at = option.name.span();
        let name = option.name.to_string();
        if let Some(places) = places(&name)
            && !places.contains(&place)
        {
            let place = place.name();
            return Err(Error::new(
                at,
                format!("`{name}` has no meaning on {place}"),
            ));
        }
        match name.as_str() {
            "crate" => self.runtime = Some(option.path("crate = path::to::unwind_export")?),
            "on_panic" => self.set_on_panic(option.on_panic()?, at)?,
            "map_panic" => {
                let map =
                    option.path("map_panic = path::to::function`, a `fn(&Panic) -> JsValue")?;
                self.set_on_panic(OnPanic::Map(map), at)?;
            }
            "assert_unwind_safe" => self.assert_unwind_safe = Some(option.assert(place)?),
            "poison" => self.poison = Some(at),
            "allow_poisoned" => self.allow_poisoned = true,
            "skip" => self.skip = true,
            "readonly" => self.readonly = true,
            "wasm_bindgen" | "js_sys" | "wasm_bindgen_futures" => {
                let message = format!(
                    "`{name}` is set by `#[export]`: to rename unwind-export itself, \
                     write `crate = path`"
                );
                return Err(Error::new(at, message));
            }
            _ => {
                self.note(option);
                self.passed.extend(option.as_given());
            }
        }
        Ok(())
    }

    /// Takes down what we have to know of an option of wasm-bindgen's.
    fn note(&mut self, option: &Arg) {
        let property = || Property {
            name: option.text(),
        };
        match option.name.to_string().as_str() {
            "start" => self.start = true,
            "skip_typescript" => self.skip_typescript = true,
            "constructor" => self.constructor = true,
            "getter" => self.getter = Some(property()),
            "setter" => self.setter = Some(property()),
            "js_name" => self.js_name = option.text(),
            "js_class" => self.js_class = option.text(),
            "js_namespace" => self.js_namespace = option.text(),
            _ => {}
        }
    }

    fn set_on_panic(&mut self, on_panic: OnPanic, at: Span) -> Result<()> {
        if self.on_panic.replace(on_panic).is_some() {
            let message = "`map_panic` is never called with `on_panic = abort`, and takes the \
                           place of `on_panic = throw`: remove one of them";
            return Err(Error::new(at, message));
        }
        Ok(())
    }
}

/// Where an option of ours may stand. `None`: it is wasm-bindgen's to say.
fn places(option: &str) -> Option<&'static [Place]> {
    use Place::{Enum, Field, Function, Impl, Method, Struct};
    match option {
        "crate" => Some(&[Function, Impl, Struct, Enum]),
        "on_panic" | "map_panic" => Some(&[Function, Impl, Method]),
        "assert_unwind_safe" => Some(&[Function, Method, Struct]),
        "allow_poisoned" => Some(&[Method]),
        "poison" | "readonly" => Some(&[Field]),
        "skip" => Some(&[Method, Field]),
        _ => None,
    }
}

impl Place {
    fn name(self) -> &'static str {
        match self {
            Self::Function => "a function",
            Self::Impl => "an `impl` block",
            Self::Method => "a method",
            Self::Struct => "a struct",
            Self::Enum => "an enum",
            Self::Field => "a field",
        }
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
    fn as_given(&self) -> TokenStream {
        let Self { name, value } = self;
        match value {
            Value::None => quote!(#name,),
            Value::Equals(value) => quote!(#name = #value,),
            Value::List(list) => quote!(#name(#list),),
        }
    }

    fn parse_value<T: Parse>(&self) -> Result<T> {
        match &self.value {
            Value::Equals(value) => syn::parse2(value.clone()),
            Value::None | Value::List(_) => Err(Error::new(self.name.span(), "no value")),
        }
    }

    fn path(&self, form: &str) -> Result<Path> {
        self.parse_value()
            .map_err(|_| Error::new(self.name.span(), format!("expected `{form}`")))
    }

    fn on_panic(&self) -> Result<OnPanic> {
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

    fn assert(&self, place: Place) -> Result<Assert> {
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
