//! Modules that stand in for the `wasm_bindgen` crate in generated code, which surrounds each shim
//! with a function of it.

use crate::panic::Panic;
use crate::payload::Payload;
use crate::strategy;

/// For shims that can panic outside of their guard.
pub mod wasm_bindgen {
    pub use ::wasm_bindgen::*;

    #[doc(hidden)]
    pub mod __rt {
        pub use crate::boundary::stand_in::maybe_catch_unwind;
        pub use ::wasm_bindgen::__rt::*;
    }
}

/// For shims of which nothing can panic outside of the guard.
pub mod bare_wasm_bindgen {
    pub use ::wasm_bindgen::*;

    #[doc(hidden)]
    pub mod __rt {
        pub use crate::boundary::stand_in::run_shim as maybe_catch_unwind;
        pub use ::wasm_bindgen::__rt::*;
    }
}

/// Stands around a shim in generated code, in place of wasm-bindgen's function of this name, which
/// the compiler seldom inlines. All that can still panic here is what borrows: a conversion, or the
/// destructor of an object that JavaScript has freed during the call.
#[inline(always)]
#[allow(
    clippy::inline_always,
    reason = "a call, and arguments in memory, double the time of a small export"
)]
pub fn maybe_catch_unwind<R>(shim: impl FnOnce() -> R) -> R {
    match strategy::catch_unwinding(shim) {
        Ok(result) => result,
        Err(payload) => failed_outside(payload),
    }
}

#[cold]
#[inline(never)]
fn failed_outside(payload: Payload) -> ! {
    strategy::throw(Panic::new(payload).to_js())
}

/// Stands around a shim of which nothing can panic outside of its guard: a second catch would be
/// a third of its code.
#[inline(always)]
#[allow(clippy::inline_always, reason = "as for the other")]
pub fn run_shim<R>(shim: impl FnOnce() -> R) -> R {
    shim()
}
