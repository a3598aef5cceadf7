//! The exports that are measured, with `#[wasm_bindgen]`, and the least that doing more than that takes.

#[path = "../../exports.rs"]
mod exports;

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};

use wasm_bindgen::prelude::wasm_bindgen as export;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Where the other crates have a poison field.
#[derive(Default)]
#[wasm_bindgen]
pub struct Guarded {
    count: u32,
}

fn adder_closure() -> JsValue {
    Closure::<dyn FnMut(i32) -> i32>::new(|number: i32| number.wrapping_add(1)).into_js_value()
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = globalThis, js_name = benchThrows, catch)]
    fn throws() -> Result<(), JsValue>;
}

/// The floor of an import whose exception unwinds, so that destructors run.
#[wasm_bindgen]
pub fn unwind_import() -> Result<(), JsValue> {
    let mut thrown = Ok(());
    let _ = panic::catch_unwind(AssertUnwindSafe(|| {
        thrown = throws();
        if thrown.is_err() {
            panic::resume_unwind(Box::new(()));
        }
    }));
    thrown
}

#[wasm_bindgen(
    inline_js = "export function capture(limit) { Error.stackTraceLimit = limit; globalThis.stack = new Error(); Error.stackTraceLimit = 0; }"
)]
extern "C" {
    fn capture(limit: u32);
}

thread_local! {
    static LIMIT: Cell<u32> = const { Cell::new(0) };
}

/// The floor of a panic whose error has the stack of where it happened: has the hook capture that of the next.
#[wasm_bindgen]
pub fn capture_in_hook() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| match LIMIT.take() {
        0 => before(info),
        limit => capture(limit),
    }));
}

#[unsafe(no_mangle)]
pub extern "C" fn raw_capture_next(limit: u32) {
    LIMIT.set(limit);
}

#[wasm_bindgen]
pub fn call_import() -> Result<(), JsValue> {
    throws()
}
