//! What is declared to TypeScript.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const SECTION: &str = "export interface Declared { declared: number }";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "Declared")]
    pub type Declared;
}

#[wasm_bindgen(unchecked_return_type = "Declared")]
pub fn declared() -> JsValue {
    JsValue::UNDEFINED
}

#[wasm_bindgen]
pub fn take_declared(declared: Declared) -> bool {
    declared.is_object()
}

/// First line.
///
/// ```
/// a block
/// ```
#[wasm_bindgen(skip_jsdoc)]
pub fn without_documentation() {}
