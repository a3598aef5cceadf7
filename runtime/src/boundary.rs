//! Where calls come in and results, errors and panics go out.

pub(crate) mod crossing;
pub(crate) mod failure;
pub(crate) mod guard;
pub(crate) mod loan;
pub(crate) mod poll;
pub(crate) mod refusal;
mod shim;
pub(crate) mod site;
pub(crate) mod stand_in;
