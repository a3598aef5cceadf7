//! Values that JavaScript has.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(inline_js = "export const NUMBER = 12; export const object = { inner: 13 };")]
extern "C" {
    #[wasm_bindgen(thread_local_v2)]
    static NUMBER: f64;

    #[wasm_bindgen(thread_local_v2, js_namespace = object, js_name = inner)]
    static INNER: f64;
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, static_string)]
    static TEXT: js_sys::JsString = "a static string";

}

#[wasm_bindgen]
pub fn static_values() -> JsValue {
    let sum = NUMBER.with(|n| *n) + INNER.with(|n| *n);
    let text = TEXT.with(|text| String::from(text));
    format!("{sum} {text}").into()
}
