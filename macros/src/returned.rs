//! What an import returns, to Rust and to its wrapper.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;
use syn::{ForeignItemFn, GenericArgument, PathArguments, ReturnType, Type, parse_quote};

use crate::args::Args;
use crate::scope::Module;
use crate::signature::plain;

/// What an import returns.
pub(crate) struct Returned {
    /// Without the `Result` of a `catch`.
    pub(crate) ty: Option<Type>,
    /// The `Result`'s error.
    error: Option<Type>,
    /// It comes as `Nullable<T>`: a value in the table of references would be lost with
    /// each exception, as wasm-bindgen reserves its place before it looks for one.
    nullable: bool,
    /// A constructor's, which wasm-bindgen wants to be a bare path: this stands for the
    /// `Nullable`.
    pub(crate) made: Option<Ident>,
    catch: bool,
}

impl Returned {
    pub(crate) fn of(function: &ForeignItemFn, args: &Args) -> Self {
        let ty = match &function.sig.output {
            ReturnType::Default => None,
            ReturnType::Type(_, ty) => Some(plain(ty).clone()),
        };
        let (ty, error) = match (&ty, args.catch) {
            (Some(result), true) => match arguments_of(result).as_slice() {
                [ty] => (Some(ty.clone()), None),
                [ty, error] => (Some(ty.clone()), Some(error.clone())),
                _ => (None, None),
            },
            _ => (ty, None),
        };
        let is_sync = function.sig.asyncness.is_none();
        Self {
            nullable: is_sync && !args.constructor && ty.as_ref().is_some_and(may_be_a_reference),
            made: args.constructor.then(|| made(ty.as_ref(), function)),
            ty,
            error,
            catch: args.catch,
        }
    }

    /// `-> Result<Nullable<T>, JsValue>`
    pub(crate) fn raw(&self, private: &Module) -> ReturnType {
        let ty = match (&self.made, &self.ty, self.nullable) {
            (Some(made), ..) => quote!(#made),
            (None, Some(ty), true) => quote!(#private::Nullable<#ty>),
            (None, Some(ty), false) => quote!(#ty),
            (None, None, _) => quote!(()),
        };
        let default = || parse_quote!(#private::JsValue);
        let error = self.error.clone().unwrap_or_else(default);
        parse_quote!(-> #private::Result<#ty, #error>)
    }

    /// `imported(call)`
    pub(crate) fn called(&self, private: &Module, call: &TokenStream) -> TokenStream {
        let ty = &self.ty;
        let mapped = self.nullable.then(
            || quote!(.map(|value| #private::not_nullable(value, #private::Probe::<#ty>::NULL))),
        );
        let unwrapped = self.made.as_ref().map(|_| quote!(.map(|made| made.0)));
        if self.catch {
            quote!(#call #mapped #unwrapped)
        } else {
            quote!(#private::imported(#call #mapped #unwrapped))
        }
    }
}

/// Named by class and function, of which there may be several in a module.
fn made(class: Option<&Type>, function: &ForeignItemFn) -> Ident {
    let class = class
        .and_then(type_name)
        .map(ToString::to_string)
        .unwrap_or_default();
    format_ident!(
        "__{class}_{}",
        function.sig.ident.unraw(),
        span = Span::mixed_site()
    )
}

pub(crate) fn type_name(ty: &Type) -> Option<&Ident> {
    match ty {
        Type::Path(ty) => ty.path.segments.last().map(|segment| &segment.ident),
        _ => None,
    }
}

/// Types of Rust's own come as numbers and pointers; any other name may be JavaScript's.
fn may_be_a_reference(ty: &Type) -> bool {
    const RUST: [&str; 22] = [
        "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16",
        "u32", "u64", "u128", "usize", "String", "Vec", "Box", "Option", "Nullable", "Clamped",
    ];
    match ty {
        Type::Path(ty) => {
            let name = ty
                .path
                .segments
                .last()
                .map(|segment| segment.ident.to_string());
            name.is_some_and(|name| !RUST.contains(&name.as_str()))
        }
        _ => false,
    }
}

/// The types among the generic arguments of a path: `T` and `E` of `Result<T, E>`.
pub(crate) fn arguments_of(ty: &Type) -> Vec<Type> {
    let Type::Path(ty) = ty else {
        return Vec::new();
    };
    let Some(last) = ty.path.segments.last() else {
        return Vec::new();
    };
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return Vec::new();
    };
    let types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty.clone()),
        _ => None,
    });
    types.collect()
}
