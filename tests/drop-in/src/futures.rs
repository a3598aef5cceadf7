//! Promises.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
pub async fn awaited(promise: Promise) -> Result<JsValue, JsValue> {
    JsFuture::from(promise).await
}

#[wasm_bindgen]
pub async fn immediate(text: String) -> String {
    text
}

#[wasm_bindgen]
pub async fn silent() {}

#[wasm_bindgen]
pub async fn borrowed(text: &str, value: &JsValue) -> String {
    format!("{text} {}", value.is_object())
}

#[wasm_bindgen]
pub async fn refused() -> Result<(), JsError> {
    Err(JsError::new("refused"))
}

#[wasm_bindgen]
pub struct Slow(u32);

#[wasm_bindgen]
impl Slow {
    #[wasm_bindgen(constructor)]
    pub fn new(value: u32) -> Self {
        Self(value)
    }

    pub async fn read(&self) -> u32 {
        self.0
    }

    pub async fn consume(self) -> u32 {
        self.0
    }
}

#[wasm_bindgen(inline_js = "
    export async function later(value) { return value + 1; }
    export async function never() { throw new TypeError('never'); }
    export function plain() { return Promise.resolve(4); }
")]
extern "C" {
    async fn later(value: u32) -> JsValue;

    #[wasm_bindgen(catch)]
    async fn never() -> Result<JsValue, JsValue>;

    fn plain() -> Promise;
}

#[wasm_bindgen]
pub async fn imported_later() -> f64 {
    let plain = JsFuture::from(plain()).await;
    later(1).await.as_f64().unwrap_or(-1.0) + plain.ok().and_then(|n| n.as_f64()).unwrap_or(-1.0)
}

#[wasm_bindgen]
pub async fn imported_never() -> bool {
    never().await.is_err()
}
