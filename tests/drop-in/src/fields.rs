//! Fields that JavaScript sees.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
#[derive(Default)]
pub struct Fields {
    /// A number.
    pub number: u32,
    #[wasm_bindgen(js_name = "renamedField")]
    pub renamed: i32,
    #[wasm_bindgen(readonly)]
    pub fixed: u32,
    #[wasm_bindgen(skip)]
    pub hidden: Vec<u8>,
    #[wasm_bindgen(getter_with_clone)]
    pub text: String,
    #[wasm_bindgen]
    pub bare: bool,
    #[cfg_attr(all(), wasm_bindgen(skip))]
    pub skipped_where: u8,
    #[cfg_attr(all(), wasm_bindgen(readonly))]
    pub fixed_where: u8,
    #[cfg(any())]
    pub absent: Missing,
    /// Not always there, so that its two accessors differ in type.
    pub maybe: Option<u32>,
    pub(crate) restricted: u32,
}

#[wasm_bindgen]
impl Fields {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self {
            restricted: 9,
            ..Self::default()
        }
    }

    pub fn restricted(&self) -> u32 {
        self.restricted
    }
}

#[wasm_bindgen(getter_with_clone)]
pub struct Cloned {
    pub text: String,
    pub list: Vec<u32>,
}

#[wasm_bindgen]
impl Cloned {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self {
            text: "text".to_owned(),
            list: vec![1, 2],
        }
    }
}

#[wasm_bindgen]
pub struct Tuple(pub u32, #[wasm_bindgen(readonly)] pub f64, u8);

#[wasm_bindgen]
impl Tuple {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self(1, 2.5, 3)
    }

    pub fn third(&self) -> u8 {
        self.2
    }
}

#[wasm_bindgen]
pub struct TupleWhere(
    #[cfg(any())] pub Missing,
    pub u32,
    #[cfg(all())] pub u8,
    #[cfg(any())] pub Missing,
    pub u16,
);

#[wasm_bindgen]
impl TupleWhere {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self(1, 2, 3)
    }
}

#[wasm_bindgen]
pub struct Twice {
    pub n: u32,
}

#[wasm_bindgen]
impl Twice {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self { n: 4 }
    }

    pub fn n(&self) -> u32 {
        self.n * 2
    }
}
