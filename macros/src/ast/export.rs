//! What `#[export]` stands on.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Member, Path, Type, Visibility};

use super::signature::{Copied, Receiver, Signature};
use crate::args::export::{FieldArgs, FunctionArgs, ImplArgs, MethodArgs, StructArgs};

/// A free function as the user wrote it. Its body is not looked into: that would take longer
/// than all the rest.
#[derive(Clone)]
pub(crate) struct FunctionItem {
    pub(crate) attrs: Vec<Attribute>,
    vis: Visibility,
    pub(crate) sig: syn::Signature,
    /// In braces, or what a macro was given for a block.
    body: Group,
}

/// A free function.
pub(crate) struct Function {
    pub(crate) args: FunctionArgs,
    pub(crate) signature: Signature,
}

/// An `impl` block.
pub(crate) struct ImplBlock {
    pub(crate) args: ImplArgs,
    pub(crate) class: Class,
    /// Those of which nothing is wrong.
    pub(crate) methods: Vec<Method>,
    pub(crate) cfgs: Vec<Attribute>,
}

pub(crate) struct Method {
    pub(crate) args: MethodArgs,
    /// None, if it is called on the class.
    pub(crate) receiver: Option<Receiver>,
    pub(crate) signature: Signature,
}

/// A struct, of which JavaScript sees the fields that are exported.
pub(crate) struct Struct {
    pub(crate) args: StructArgs,
    pub(crate) class: Class,
    pub(crate) fields: Vec<Field>,
    /// All fields but the poison.
    pub(crate) guarded: Vec<Guarded>,
    pub(crate) poison: Option<Ident>,
    pub(crate) cfgs: Vec<Attribute>,
}

/// A field that a panic may leave half-changed.
pub(crate) struct Guarded {
    pub(crate) cfgs: Vec<Attribute>,
    pub(crate) ty: Type,
}

/// An exported field.
pub(crate) struct Field {
    pub(crate) args: FieldArgs,
    pub(crate) name: Member,
    pub(crate) js_name: String,
    pub(crate) ty: Type,
    pub(crate) attributes: Copied,
}

/// The JavaScript class of an exported struct.
pub(crate) struct Class {
    /// The struct.
    pub(crate) path: Path,
    pub(crate) js_name: String,
}

impl Parse for FunctionItem {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        Ok(Self {
            attrs: input.call(Attribute::parse_outer)?,
            vis: input.parse()?,
            sig: input.parse()?,
            body: input.step(|cursor| match cursor.token_tree() {
                Some((TokenTree::Group(body), rest)) => Ok((body, rest)),
                _ => Err(cursor.error("expected a body")),
            })?,
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
