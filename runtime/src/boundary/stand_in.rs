//! Modules that stand in for the `wasm_bindgen` crate in generated code, which surrounds each shim
//! with a function of it.

use crate::panic::Panic;
use crate::payload::Payload;
use crate::strategy;

/// For shims, in which nothing panics outside of their own guard: a second catch would be a third of
/// their code.
pub mod wasm_bindgen {
    pub use ::wasm_bindgen::*;

    #[doc(hidden)]
    pub mod __rt {
        pub use crate::boundary::stand_in::run_shim as maybe_catch_unwind;
        pub use ::wasm_bindgen::__rt::*;
    }
}

/// For what JavaScript calls of the runtime itself, which has no guard.
pub(crate) mod catching_wasm_bindgen {
    pub(crate) use ::wasm_bindgen::*;

    pub(crate) mod __rt {
        pub(crate) use crate::boundary::stand_in::catch_and_throw as maybe_catch_unwind;
        pub(crate) use ::wasm_bindgen::__rt::*;
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

/// As wasm-bindgen's own, with our error.
#[inline]
#[allow(dead_code, reason = "what it surrounds is called on wasm alone")]
pub(crate) fn catch_and_throw<R>(function: impl FnOnce() -> R) -> R {
    match strategy::catch_unwinding(function) {
        Ok(result) => result,
        Err(payload) => failed_outside(payload),
    }
}

#[cold]
#[inline(never)]
#[allow(dead_code, reason = "as for `catch_and_throw`")]
fn failed_outside(payload: Payload) -> ! {
    strategy::throw(Panic::new(payload).to_js())
}
