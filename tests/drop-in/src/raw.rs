//! Raw identifiers.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
#[derive(Clone, Default)]
pub struct r#Struct {
    pub r#type: u32,
    pub r#fn: u32,
    #[wasm_bindgen(getter_with_clone)]
    pub r#let: String,
}

#[wasm_bindgen]
impl r#Struct {
    #[wasm_bindgen(constructor)]
    pub fn r#new(r#type: u32) -> Self {
        Self {
            r#type,
            r#fn: 1,
            r#let: "l".into(),
        }
    }

    pub fn r#match(&self, r#if: u32) -> u32 {
        self.r#type + r#if
    }

    #[wasm_bindgen(getter)]
    pub fn r#use(&self) -> u32 {
        4
    }

    #[wasm_bindgen(setter)]
    pub fn set_use(&mut self, r#use: u32) {
        self.r#fn = r#use
    }

    #[wasm_bindgen(getter = impl)]
    pub fn impl_(&self) -> u32 {
        4
    }

    pub async fn r#async(&self, r#await: u32) -> u32 {
        r#await
    }

    pub fn r#static(r#in: u32) -> u32 {
        r#in
    }
}

#[wasm_bindgen]
pub enum r#Enum {
    r#A = 1,
    r#Type = 2,
}

#[wasm_bindgen]
pub fn raw_enum(r#enum: r#Enum) -> r#Enum {
    r#enum
}

#[wasm_bindgen(inline_js = "
    export function of(a) { return a; }
    export class K {
        static of() { return 3; }
        get type() { return 1; }
        set type(type) {}
        match() { return 7; }
    }
")]
extern "C" {
    #[wasm_bindgen(js_name = of)]
    fn r#of(r#type: u32) -> u32;

    type K;

    #[wasm_bindgen(constructor)]
    fn r#new() -> K;

    #[wasm_bindgen(method, getter)]
    fn r#type(this: &K) -> u32;

    #[wasm_bindgen(method, setter)]
    fn set_type(this: &K, r#type: u32);

    #[wasm_bindgen(method)]
    fn r#match(this: &K) -> u32;

    #[wasm_bindgen(static_method_of = K, js_name = "of")]
    fn kof() -> u32;
}

#[wasm_bindgen]
pub fn call_raw() -> Vec<u32> {
    let k = K::new();
    k.set_type(1);
    vec![r#of(1), k.r#type(), k.r#match(), K::kof()]
}

#[wasm_bindgen]
pub async fn raw_async(r#type: &str, mut r#loop: Vec<u32>) -> String {
    r#loop.push(1);
    format!("{}{:?}", r#type, r#loop)
}
