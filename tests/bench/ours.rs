//! What is not written in the same way with `#[wasm_bindgen]`.

use unwind_export::{Poison, closure, export, import};
use wasm_bindgen::JsValue;

#[derive(Default)]
#[export]
pub struct Guarded {
    pub(crate) count: u32,
    #[export(poison)]
    poison: Poison,
}

pub(crate) fn adder_closure() -> JsValue {
    closure!(move |number: i32| number.wrapping_add(1)).into_js_value()
}

#[import]
extern "C" {
    #[import(js_namespace = globalThis, js_name = benchThrows)]
    fn throws();
}

#[export]
pub fn call_import() {
    throws();
}
