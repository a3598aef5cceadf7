//! What stands beside an item, or in its place. Nothing can fail here.

pub(crate) mod argument;
pub(crate) mod callable;
pub(crate) mod closure;
pub(crate) mod enumeration;
pub(crate) mod function;
pub(crate) mod guard;
pub(crate) mod impl_block;
pub(crate) mod import;
mod poison;
mod returned;
pub(crate) mod runtime;
pub(crate) mod shim;
pub(crate) mod structure;
pub(crate) mod typescript;
pub(crate) mod unwind_safety;
pub(crate) mod unwinding;
