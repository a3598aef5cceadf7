//! A module that stands in for the `wasm_bindgen` crate in generated code, which surrounds each shim
//! with a function of it.

/// In shims nothing panics outside of their own guard: a second catch would be a third of
/// their code.
pub mod wasm_bindgen {
    pub use ::wasm_bindgen::*;

    #[doc(hidden)]
    pub mod __rt {
        pub use crate::boundary::stand_in::run_shim as maybe_catch_unwind;
        pub use ::wasm_bindgen::__rt::*;
    }
}

/// Runs a shim, and nothing else.
#[inline(always)]
#[allow(
    clippy::inline_always,
    reason = "a call, and arguments in memory, double the time of a small export"
)]
pub fn run_shim<R>(shim: impl FnOnce() -> R) -> R {
    shim()
}
