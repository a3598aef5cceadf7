//! Every use of what wasm-bindgen hides from its documentation.

/// Describes a type to wasm-bindgen's command-line tool, one number at a time.
pub(crate) use wasm_bindgen::describe::{LONGREF, REFMUT, WasmDescribe, inform};

/// Turns the output of an `async` export into what its promise settles with.
pub(crate) use wasm_bindgen::__rt::IntoJsResult;

/// Handles the output of a `start` function.
pub(crate) use wasm_bindgen::__rt::Start;

/// Registers what is called when a trap ends the instance, and gives what was before.
pub(crate) use wasm_bindgen::handler::set_on_abort;

/// What wasm-bindgen asks of a closure that an import takes.
pub use wasm_bindgen::__rt::marker::MaybeUnwindSafe;
