//! What outlives a call that fails.

pub(crate) mod poison;
pub(crate) mod unwind_safe;
