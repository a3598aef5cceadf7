//! Stands in for wasm-bindgen-futures, such that the tasks and promises of every dependency are those of
//! unwind-export: each settles for itself, whatever becomes of the others or of the instance.
//!
//! ```toml
//! [patch.crates-io]
//! wasm-bindgen-futures = { git = "…", package = "wasm-bindgen-futures" } # or a path to this folder
//! ```
//!
//! What calls `js_sys::futures` by that name, and `promise.await`, is not reached.

#[cfg(feature = "futures-core-03-stream")]
pub mod stream;

use js_sys::Promise;
use js_sys::Promising;
use unwind_export::__private0::futures as ours;
use wasm_bindgen::convert::FromWasmAbi;
use wasm_bindgen::{JsCast, JsGeneric, JsValue};

pub use js_sys;
pub use unwind_export::JsFuture;
pub use wasm_bindgen;

/// Runs a future beside its caller, beginning with the next microtask.
///
/// A panic in it goes to the listeners, or to `console.error` if there are none.
#[track_caller]
pub fn spawn_local<F>(future: F)
where
    F: Future<Output = ()> + 'static,
{
    ours::spawn_local(future);
}

/// Runs a future, beginning with the next microtask, and gives a promise of its result.
///
/// A panic in it rejects the promise with a `PanicError`, and the end of the instance with an
/// `InstanceAbortedError`.
#[track_caller]
pub fn future_to_promise<F>(future: F) -> Promise
where
    F: Future<Output = Result<JsValue, JsValue>> + 'static,
{
    unwind_export::future_to_promise(future)
}

/// As [`future_to_promise`], with the type of what the promise gives.
#[track_caller]
pub fn future_to_promise_typed<T, F>(future: F) -> Promise<<T as Promising>::Resolution>
where
    F: Future<Output = Result<T, JsValue>> + 'static,
    T: Promising + FromWasmAbi + JsGeneric,
{
    let future = async move { future.await.map(Into::into) };
    future_to_promise(future).unchecked_into()
}
