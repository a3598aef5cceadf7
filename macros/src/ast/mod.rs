//! What is exported or imported, once nothing is wrong with it.

pub(crate) mod closure;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod signature;
