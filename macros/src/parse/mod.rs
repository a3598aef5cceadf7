//! From tokens to what can be exported or imported, or to all that is wrong with it.

pub(crate) mod callable;
pub(crate) mod closure;
pub(crate) mod condition;
pub(crate) mod function;
pub(crate) mod impl_block;
pub(crate) mod import;
pub(crate) mod position;
pub(crate) mod signature;
pub(crate) mod structure;
pub(crate) mod unwinding;
