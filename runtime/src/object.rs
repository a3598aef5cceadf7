//! What outlives a call that fails.

pub(crate) mod ghost;
pub(crate) mod holds;
pub(crate) mod inherited;
pub(crate) mod known;
pub(crate) mod poison;
pub(crate) mod poisoning;
pub(crate) mod probe;
pub(crate) mod unwind_safe;
