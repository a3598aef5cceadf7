//! Names within names.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(js_namespace = outer)]
pub fn in_a_namespace() -> u32 {
    1
}

#[wasm_bindgen(js_namespace = ["outer", "deep"], js_name = "renamed")]
pub fn in_a_deeper_one() -> u32 {
    2
}

#[wasm_bindgen(js_namespace = outer)]
pub struct Inside {
    pub n: u32,
}

#[wasm_bindgen(js_namespace = outer)]
impl Inside {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self { n: 3 }
    }

    pub fn twice(&self) -> u32 {
        self.n * 2
    }
}

#[wasm_bindgen(js_namespace = outer)]
#[derive(Clone, Copy)]
pub enum Kind {
    First,
    Second,
}

#[wasm_bindgen]
pub fn kind() -> Kind {
    let _ = Kind::First;
    Kind::Second
}
