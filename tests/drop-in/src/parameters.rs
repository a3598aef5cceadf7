//! Parameters, by name and pattern.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
pub fn of_keywords(class: u32, r#in: u32) -> u32 {
    class + r#in
}

#[wasm_bindgen]
pub fn described(
    #[wasm_bindgen(js_name = "firstName", param_description = "what one is called by")]
    first_name: &str,
    #[wasm_bindgen(unchecked_param_type = "\"a\" | \"b\"")] choice: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "number")] count: JsValue,
) -> String {
    format!("{first_name} {choice:?} {count:?}")
}

#[wasm_bindgen]
pub fn unnamed(_: u32, named: u32) -> u32 {
    named
}

pub struct Pair(u32, u32);

#[wasm_bindgen]
pub fn mutable(mut value: u32) -> u32 {
    value += 1;
    value
}

#[wasm_bindgen]
pub fn named_as_locals(__this: u32, body: u32, value: u32) -> u32 {
    __this + body + value
}

#[wasm_bindgen]
pub struct Locals(u32);

#[wasm_bindgen]
impl Locals {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        let Pair(a, b) = Pair(1, 2);
        Self(a + b)
    }

    pub fn named_as_locals(&self, __this: u32, me: u32) -> u32 {
        self.0 + __this + me
    }
}
