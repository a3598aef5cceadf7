//! The exports that are measured, with `#[wasm_bindgen]`.

#[path = "../../exports.rs"]
mod exports;

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

#[wasm_bindgen]
pub fn call_import() -> Result<(), JsValue> {
    throws()
}
