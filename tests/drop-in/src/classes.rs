//! Structs and their methods.

use wasm_bindgen::prelude::*;

/// Counts.
#[wasm_bindgen(js_name = "Counter")]
#[derive(Clone, Debug, Default)]
pub struct RustCounter {
    count: u32,
}

#[wasm_bindgen(js_class = "Counter")]
impl RustCounter {
    /// From zero.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    #[wasm_bindgen(js_name = "startingAt")]
    pub fn starting_at(count: u32) -> RustCounter {
        Self { count }
    }

    #[wasm_bindgen]
    pub fn bare(&self) -> u32 {
        self.count
    }

    pub fn increment(&mut self) {
        self.count += 1;
    }

    #[wasm_bindgen(getter)]
    pub fn value(&self) -> u32 {
        self.count
    }

    #[wasm_bindgen(setter)]
    pub fn set_value(&mut self, value: u32) {
        self.count = value;
    }

    #[wasm_bindgen(getter = aliased, js_name = ignored)]
    pub fn by_another_name(&self) -> u32 {
        self.count
    }

    #[wasm_bindgen(js_name = "[Symbol.toPrimitive]")]
    pub fn to_primitive(&self) -> u32 {
        self.count
    }

    pub fn typed(self: &Self) -> u32 {
        self.count
    }

    pub fn typed_mutable(self: &mut RustCounter) -> u32 {
        self.count += 10;
        self.count
    }

    pub fn typed_owned(self: Self) -> u32 {
        self.count
    }

    pub fn plus(&self, other: &Self) -> Self {
        Self {
            count: self.count + other.count,
        }
    }

    pub fn checked(&self) -> Result<Self, JsError> {
        Err(JsError::new("never"))
    }

    #[cfg_attr(all(), wasm_bindgen(js_name = "conditional"))]
    pub fn named_where(&self) -> u32 {
        self.count
    }

    #[cfg_attr(any(), wasm_bindgen(js_name = "never"))]
    pub fn not_named(&self) -> u32 {
        self.count
    }

    pub fn consume(self) -> u32 {
        self.count
    }

    pub fn delete(&self) -> u32 {
        99
    }

    #[allow(dead_code)]
    fn private(&self) {}

    #[cfg(any())]
    pub fn absent<T>(&self, _: impl Into<T>) -> &Missing {}
}

#[wasm_bindgen(inspectable)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

#[wasm_bindgen]
impl Point {
    #[wasm_bindgen(constructor)]
    pub fn new(x: f64, y: f64) -> Point {
        Point { x, y }
    }
}

#[wasm_bindgen]
pub struct Freed;

#[wasm_bindgen]
impl Freed {
    pub fn free() -> u32 {
        5
    }
}

#[wasm_bindgen]
pub fn freed_make() -> Freed {
    Freed
}

#[wasm_bindgen]
pub fn counted(counters: Vec<RustCounter>) -> Vec<RustCounter> {
    counters
}

#[wasm_bindgen]
pub fn counted_in_a_box(counters: Box<[RustCounter]>) -> Box<[RustCounter]> {
    counters
}

#[wasm_bindgen]
pub fn counted_if_any(counters: Option<Vec<RustCounter>>) -> Option<Vec<RustCounter>> {
    counters
}

#[wasm_bindgen]
pub fn counted_or_not(counters: Vec<RustCounter>) -> Result<Vec<RustCounter>, JsError> {
    Ok(counters)
}

#[wasm_bindgen]
pub async fn counted_later(counters: Vec<RustCounter>) -> Vec<RustCounter> {
    counters
}
