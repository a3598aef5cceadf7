//! Futures that JavaScript polls.

pub(crate) mod join;
pub(crate) mod js_future;
pub(crate) mod promise;
pub(crate) mod promised;
pub(crate) mod spawn;
pub(crate) mod table;
