//! What a program exports, read from its text.

use quote::ToTokens;
use serde::Serialize;
use syn::{Attribute, FnArg, ImplItem, Item, ReceiverKind, Signature, Type, Visibility};

/// An export that calls can be made of.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Export {
    /// The class of a method or constructor.
    pub(crate) class: Option<String>,
    pub(crate) name: String,
    pub(crate) is_async: bool,
    pub(crate) is_constructor: bool,
    pub(crate) has_receiver: bool,
    /// The receiver first.
    pub(crate) parameters: Vec<Parameter>,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Parameter {
    pub(crate) pass: Pass,
    /// Without the reference: `Doc`, `Vec<u8>`, `str`.
    pub(crate) ty: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Pass {
    Shared,
    Exclusive,
    Owned,
}

/// All exports but those of the shared part, which have names without a digit and stand outside of classes.
pub(crate) fn exports(file: &syn::File) -> Vec<Export> {
    let mut exports = Vec::new();
    for item in &file.items {
        match item {
            Item::Fn(function) if is_exported(&function.attrs) => {
                let name = function.sig.ident.to_string();
                if !CONTROLS.contains(&name.as_str()) {
                    exports.push(Export::new(None, &function.attrs, &function.sig));
                }
            }
            Item::Impl(block) if is_exported(&block.attrs) => {
                let class = text(&block.self_ty);
                for item in &block.items {
                    if let ImplItem::Fn(method) = item
                        && matches!(method.vis, Visibility::Public(_))
                        && method.sig.ident != DIGEST
                    {
                        exports.push(Export::new(Some(&class), &method.attrs, &method.sig));
                    }
                }
            }
            _ => {}
        }
    }
    exports
}

/// What the runners call around each call.
pub(crate) const CONTROLS: [&str; 7] = [
    "begin",
    "tick",
    "take_log",
    "live",
    "allocations",
    "pages",
    "stack",
];

/// What they call to see an object.
pub(crate) const DIGEST: &str = "digest";

/// The exported structs, and whether each can show itself.
pub(crate) fn classes(file: &syn::File) -> Vec<(String, bool)> {
    let structs = file.items.iter().filter_map(|item| match item {
        Item::Struct(class) if is_exported(&class.attrs) => Some(class.ident.to_string()),
        _ => None,
    });
    structs
        .map(|name| {
            let has_digest = file.items.iter().any(|item| match item {
                Item::Impl(block) if text(&block.self_ty) == name => block
                    .items
                    .iter()
                    .any(|item| matches!(item, ImplItem::Fn(method) if method.sig.ident == DIGEST)),
                _ => false,
            });
            (name, has_digest)
        })
        .collect()
}

pub(crate) fn is_exported(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| attr.path().is_ident("export"))
}

impl Export {
    fn new(class: Option<&str>, attrs: &[Attribute], sig: &Signature) -> Self {
        let parameters = sig.inputs.iter().map(|input| match input {
            FnArg::Receiver(receiver) => Parameter {
                pass: match receiver.kind {
                    ReceiverKind::Reference(_, _, None) => Pass::Shared,
                    ReceiverKind::Reference(..) => Pass::Exclusive,
                    _ => Pass::Owned,
                },
                ty: class.unwrap_or_default().to_owned(),
            },
            FnArg::Typed(typed) => Parameter::new(&typed.ty),
        });
        Self {
            class: class.map(str::to_owned),
            name: sig.ident.to_string(),
            is_async: sig.asyncness.is_some(),
            is_constructor: is_exported(attrs) && class.is_some(),
            has_receiver: sig.receiver().is_some(),
            parameters: parameters.collect(),
        }
    }

    /// `Doc::e3` or `e3`, as Rust calls it.
    pub(crate) fn path(&self) -> String {
        match &self.class {
            Some(class) => format!("{class}::{}", self.name),
            None => self.name.clone(),
        }
    }
}

impl Parameter {
    fn new(ty: &Type) -> Self {
        let (pass, ty) = match ty {
            Type::Reference(reference) if reference.mutability.is_some() => {
                (Pass::Exclusive, &*reference.elem)
            }
            Type::Reference(reference) => (Pass::Shared, &*reference.elem),
            other => (Pass::Owned, other),
        };
        Self { pass, ty: text(ty) }
    }
}

fn text(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string().replace(' ', "")
}
