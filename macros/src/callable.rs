//! Closures that an export returns.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{ParenthesizedGenericArguments, Path, PathArguments, ReturnType, Type, TypeParamBound};

use crate::returned::{arguments_of, type_name};
use crate::scope::{Module, placed};
use crate::signature::plain;

/// `impl FnMut(u32) -> u32`, `Box<dyn FnOnce()>`, or the `Result` of one.
pub(crate) struct Callable {
    /// `Fn` or `FnMut`: one that runs once is an `FnMut` to wasm-bindgen.
    kind: &'static str,
    once: bool,
    signature: ParenthesizedGenericArguments,
    /// The error of the `Result` that it comes in.
    fallible: Option<Type>,
}

impl Callable {
    /// What a function returns, if that is a closure.
    pub(crate) fn of(output: &ReturnType) -> Option<Self> {
        let ReturnType::Type(_, ty) = output else {
            return None;
        };
        let ty = plain(ty);
        match arguments(ty, "Result").as_slice() {
            [ok, error] => Some(Self {
                fallible: Some(error.clone()),
                ..Self::bare(ok)?
            }),
            _ => Self::bare(ty),
        }
    }

    fn bare(ty: &Type) -> Option<Self> {
        let boxed = arguments(ty, "Box");
        let bounds = match (plain(ty), boxed.first().map(plain)) {
            (Type::ImplTrait(ty), _) => &ty.bounds,
            (_, Some(Type::TraitObject(object))) => &object.bounds,
            _ => return None,
        };
        bounds.iter().find_map(|bound| {
            let TypeParamBound::Trait(bound) = bound else {
                return None;
            };
            let last = bound.path.segments.last()?;
            let (kind, once) = match last.ident.to_string().as_str() {
                "Fn" => ("Fn", false),
                "FnMut" => ("FnMut", false),
                "FnOnce" => ("FnMut", true),
                _ => return None,
            };
            let PathArguments::Parenthesized(signature) = &last.arguments else {
                return None;
            };
            Some(Self {
                kind,
                once,
                signature: signature.clone(),
                fallible: None,
            })
        })
    }

    /// What the shim returns in its place.
    pub(crate) fn ty(&self, private: &Module) -> TokenStream {
        let value = quote!(#private::JsValue);
        let result = |error| quote!(#private::Result<#value, #error>);
        self.fallible.as_ref().map_or(value.clone(), result)
    }

    /// `handed_out::<dyn FnMut(u32) -> u32, _>(call)`
    ///
    /// The place of that call is what the closure goes by.
    pub(crate) fn handed_out(
        &self,
        private: &Module,
        place: Span,
        call: &TokenStream,
    ) -> TokenStream {
        let function = if self.once {
            "handed_out_once"
        } else {
            "handed_out"
        };
        let function = Ident::new(function, Span::mixed_site());
        let kind = Ident::new(self.kind, Span::mixed_site());
        let inputs = &self.signature.inputs;
        let output = match &self.signature.output {
            ReturnType::Default => quote!(()),
            ReturnType::Type(_, ty) => ty.to_token_stream(),
        };
        let function = placed(place, quote!(#private::#function));
        let ty = quote!(dyn ::core::ops::#kind(#inputs) -> #output);
        if self.fallible.is_some() {
            let called = quote_spanned!(place=> #function::<#ty, _>(body));
            quote!(#private::Result::map(#call, |body| #called))
        } else {
            quote_spanned!(place=> #function::<#ty, _>(#call))
        }
    }

    /// Its type in TypeScript, as far as names tell: `(arg0: number) => string`.
    pub(crate) fn typescript(&self) -> String {
        let inputs = self.signature.inputs.iter().enumerate();
        let inputs: Vec<_> = inputs
            .map(|(index, input)| format!("arg{index}: {}", typescript(&input.ty, " | null")))
            .collect();
        let output = match &self.signature.output {
            ReturnType::Default => "void".to_owned(),
            ReturnType::Type(_, ty) => match arguments(plain(ty), "Result").first() {
                Some(ok) => typescript(ok, ""),
                None => typescript(ty, ""),
            },
        };
        format!("({}) => {output}", inputs.join(", "))
    }
}

/// As wasm-bindgen declares it. A name of the user's own is `any`: what it is called in
/// TypeScript is not known here.
fn typescript(ty: &Type, or_null: &str) -> String {
    let ty = match plain(ty) {
        Type::Reference(reference) => plain(&reference.elem),
        ty => ty,
    };
    if let [inner] = arguments(ty, "Option").as_slice() {
        return format!("{} | undefined{or_null}", typescript(inner, ""));
    }
    if let [inner] = arguments(ty, "Vec").as_slice() {
        return array(inner);
    }
    match ty {
        Type::Tuple(tuple) if tuple.elems.is_empty() => "void".to_owned(),
        Type::Path(ty) => named(&ty.path),
        _ => "any".to_owned(),
    }
}

fn array(element: &Type) -> String {
    let element = element.to_token_stream().to_string();
    let typed = match element.as_str() {
        "u8" => "Uint8Array",
        "i8" => "Int8Array",
        "u16" => "Uint16Array",
        "i16" => "Int16Array",
        "u32" | "usize" => "Uint32Array",
        "i32" | "isize" => "Int32Array",
        "u64" => "BigUint64Array",
        "i64" => "BigInt64Array",
        "f32" => "Float32Array",
        "f64" => "Float64Array",
        "String" => "string[]",
        _ => "any[]",
    };
    typed.to_owned()
}

fn named(path: &Path) -> String {
    let names: Vec<_> = path
        .segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect();
    let Some(last) = names.last() else {
        return "any".to_owned();
    };
    let known = match last.as_str() {
        "u8" | "i8" | "u16" | "i16" | "u32" | "i32" | "usize" | "isize" | "f32" | "f64" => "number",
        "u64" | "i64" | "u128" | "i128" => "bigint",
        "bool" => "boolean",
        "String" | "str" | "char" => "string",
        // Classes of the platform, where the path says that it is one, and without parameters.
        "Function" | "Date" | "RegExp" | "Error" | "Uint8Array" | "ArrayBuffer" | "Event"
        | "Request" | "Response" | "Element" | "HtmlElement"
            if matches!(
                names.first().map(String::as_str),
                Some("js_sys" | "web_sys")
            ) =>
        {
            if last == "HtmlElement" {
                "HTMLElement"
            } else {
                last
            }
        }
        _ => "any",
    };
    known.to_owned()
}

/// The generic arguments of `name<…>`.
fn arguments(ty: &Type, name: &str) -> Vec<Type> {
    let ty = plain(ty);
    match type_name(ty) {
        Some(found) if found == name => arguments_of(ty),
        _ => Vec::new(),
    }
}
