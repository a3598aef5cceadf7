//! What stands in the parentheses of `#[export(…)]` and `#[import(…)]`.

pub(crate) mod arg;
mod bindgen;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod names;
pub(crate) mod place;
