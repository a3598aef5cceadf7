//! Items that Rust keeps to itself.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
struct Hidden {
    pub n: u32,
}

#[wasm_bindgen]
impl Hidden {
    #[wasm_bindgen(constructor)]
    pub fn new(n: u32) -> Hidden {
        Hidden { n }
    }

    pub fn twice(&self) -> Hidden {
        Hidden { n: self.n * 2 }
    }
}

#[wasm_bindgen]
pub(crate) struct InTheCrate {
    n: u32,
}

#[wasm_bindgen]
impl InTheCrate {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self { n: 3 }
    }

    pub fn n(&self) -> u32 {
        self.n
    }
}

mod inner {
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    pub fn in_a_module() -> u32 {
        11
    }
}

#[wasm_bindgen(private)]
pub struct NotExported {
    n: u32,
}

#[wasm_bindgen]
impl NotExported {
    pub fn n(&self) -> u32 {
        self.n
    }
}

#[wasm_bindgen]
pub fn not_exported() -> NotExported {
    NotExported { n: 8 }
}
