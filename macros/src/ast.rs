//! An exported function, once nothing is wrong with it.

use proc_macro2::{Ident, TokenStream};
use syn::{Attribute, ItemFn, Type};

use crate::args::Args;

pub(crate) struct Function {
    pub(crate) args: Args,
    /// As the user wrote it, without our helper attributes.
    pub(crate) item: ItemFn,
    pub(crate) parameters: Vec<Parameter>,
    /// `cfg`s, which hold for all that is emitted.
    pub(crate) cfgs: Vec<Attribute>,
    /// Documentation, also for JavaScript.
    pub(crate) docs: Vec<Attribute>,
}

pub(crate) struct Parameter {
    /// As JavaScript's types show it.
    pub(crate) name: Ident,
    pub(crate) passing: Passing,
    /// The type behind the reference, if it is one.
    pub(crate) ty: Type,
    /// The user vouches for its unwind safety.
    pub(crate) asserted: bool,
    /// What wasm-bindgen is told of it.
    pub(crate) options: Vec<TokenStream>,
}

#[derive(Clone, Copy)]
pub(crate) enum Passing {
    Owned,
    Shared,
    Mutable,
}
