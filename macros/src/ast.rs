//! What is exported, once nothing is wrong with it.

use proc_macro2::{Group, Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Path, Signature, Type, Visibility};

use crate::args::{Args, OnPanic};

/// A free function as the user wrote it. Its body is not looked into: that would take longer
/// than all the rest.
pub(crate) struct FunctionItem {
    pub(crate) attrs: Vec<Attribute>,
    vis: Visibility,
    pub(crate) sig: Signature,
    body: Group,
}

impl Parse for FunctionItem {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        Ok(Self {
            attrs: input.call(Attribute::parse_outer)?,
            vis: input.parse()?,
            sig: input.parse()?,
            body: input.parse()?,
        })
    }
}

impl ToTokens for FunctionItem {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self {
            attrs,
            vis,
            sig,
            body,
        } = self;
        tokens.extend(quote!(#(#attrs)* #vis #sig #body));
    }
}

/// A function, or a method.
pub(crate) struct Function {
    pub(crate) args: Args,
    pub(crate) sig: Signature,
    pub(crate) receiver: Option<Receiver>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) attributes: Copied,
}

/// Attributes that the shim has as well.
#[derive(Default)]
pub(crate) struct Copied {
    /// They hold for all that is emitted.
    pub(crate) cfgs: Vec<Attribute>,
    /// Documentation, also for JavaScript.
    pub(crate) docs: Vec<Attribute>,
}

/// `self`
pub(crate) struct Receiver {
    pub(crate) passing: Passing,
    /// The user's token.
    pub(crate) token: TokenStream,
    pub(crate) asserted: bool,
}

pub(crate) struct Parameter {
    /// As JavaScript's types show it.
    pub(crate) name: Ident,
    pub(crate) passing: Passing,
    /// The type behind the reference, if it is passed by one.
    pub(crate) ty: Type,
    /// The user vouches for its unwind safety.
    pub(crate) asserted: bool,
    /// What wasm-bindgen is told of it.
    pub(crate) options: Vec<TokenStream>,
}

impl Parameter {
    /// Whether that can panic outside of the call's guard: it is borrowed there, and given back.
    /// Slices are wasm-bindgen's own.
    pub(crate) fn may_panic(&self) -> bool {
        matches!(self.passing, Passing::Shared | Passing::Mutable)
            && !matches!(self.ty, Type::Slice(_))
    }
}

#[derive(Clone, Copy)]
pub(crate) enum Passing {
    /// A number, a truth value or text, as it is: no call with it is ever refused, and no panic
    /// leaves it half-changed.
    Plain,
    Owned,
    Shared,
    Mutable,
}

/// An `impl` block.
pub(crate) struct Impl {
    pub(crate) args: Args,
    pub(crate) class: Path,
    pub(crate) methods: Vec<Function>,
    pub(crate) cfgs: Vec<Attribute>,
}

/// A struct, of which JavaScript sees the fields that are exported.
pub(crate) struct Struct {
    pub(crate) args: Args,
    pub(crate) name: Ident,
    pub(crate) fields: Vec<Field>,
    /// The types of all fields but the poison.
    pub(crate) guarded: Vec<Type>,
    pub(crate) poison: Option<Ident>,
    pub(crate) cfgs: Vec<Attribute>,
}

/// An exported field.
pub(crate) struct Field {
    pub(crate) args: Args,
    pub(crate) name: Ident,
    pub(crate) ty: Type,
    pub(crate) attributes: Copied,
}

impl Args {
    pub(crate) fn policy(&self) -> OnPanic {
        self.on_panic.clone().unwrap_or(OnPanic::Throw)
    }
}
