use std::collections::BTreeMap;

use serde_json::json;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
#[derive(Default)]
pub struct Counters {
    counts: BTreeMap<String, u32>,
    total: u32,
}

#[wasm_bindgen]
impl Counters {
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    pub fn count(&mut self, name: &str) -> String {
        self.total += 1;
        assert!(!name.is_empty(), "a counter has a name");
        let count = self.counts.entry(name.to_owned()).or_default();
        *count += 1;
        json!({ "name": name, "count": count, "total": self.total }).to_string()
    }

    #[must_use]
    pub fn list(&self) -> String {
        json!({ "counts": self.counts, "total": self.total }).to_string()
    }

    pub fn mend(&mut self) -> String {
        self.total = self.counts.values().sum();
        self.list()
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "Counters")]
    pub type SharedCounters;

    #[wasm_bindgen(method, catch)]
    pub(crate) fn count(this: &SharedCounters, name: &str) -> Result<String, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(crate) fn list(this: &SharedCounters) -> Result<String, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(crate) fn mend(this: &SharedCounters) -> Result<String, JsValue>;
}
