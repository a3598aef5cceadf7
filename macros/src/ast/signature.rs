//! How a function is called.

use proc_macro2::{Ident, TokenStream};
use syn::{Attribute, ParenthesizedGenericArguments, Token, Type};

/// What a free function and a method have alike.
pub(crate) struct Signature {
    pub(crate) name: Ident,
    pub(crate) asyncness: Option<Token![async]>,
    pub(crate) parameters: Vec<Parameter>,
    /// The type that is returned, which may be `()`.
    pub(crate) output: Type,
    /// The same, if it is a closure.
    pub(crate) callable: Option<Callable>,
    pub(crate) attributes: Copied,
}

/// `self`
pub(crate) struct Receiver {
    pub(crate) passing: Passing,
    /// The user's token.
    pub(crate) token: TokenStream,
    /// The user vouches for its unwind safety.
    pub(crate) is_vouched: bool,
}

pub(crate) struct Parameter {
    /// As JavaScript's types show it.
    pub(crate) name: Ident,
    pub(crate) passing: Passing,
    /// The type behind the reference, if it is passed by one.
    pub(crate) ty: Type,
    /// The user vouches for its unwind safety.
    pub(crate) is_vouched: bool,
    /// What wasm-bindgen is told of it.
    pub(crate) options: TokenStream,
    /// Whether an attribute of ours stands on it.
    pub(crate) has_helper: bool,
}

#[derive(Clone, Copy)]
pub(crate) enum Passing {
    /// A number or a truth value, as it is: no call with it is ever refused, and no panic
    /// leaves it half-changed.
    AsItIs,
    Owned,
    Shared,
    Mutable,
}

/// `impl FnMut(u32) -> u32`, `Box<dyn FnOnce()>`, or the `Result` of one.
pub(crate) struct Callable {
    /// `Fn` or `FnMut`: one that runs once is an `FnMut` to wasm-bindgen.
    pub(crate) kind: &'static str,
    pub(crate) once: bool,
    pub(crate) signature: ParenthesizedGenericArguments,
    /// The error of the `Result` that it comes in.
    pub(crate) fallible: Option<Type>,
}

/// Attributes that generated code has as well.
#[derive(Default)]
pub(crate) struct Copied {
    /// They hold for all that is emitted.
    pub(crate) cfgs: Vec<Attribute>,
    /// Documentation, also for JavaScript.
    pub(crate) docs: Vec<Attribute>,
}

impl Copied {
    pub(crate) fn from(attrs: &[Attribute]) -> Self {
        let all = |name| {
            let is = move |attr: &&Attribute| attr.path().is_ident(name);
            attrs.iter().filter(is).cloned().collect()
        };
        Self {
            cfgs: all("cfg"),
            docs: all("doc"),
        }
    }
}
