//! What may be missing.

use wasm_bindgen::prelude::*;

macro_rules! optional {
    ($($name:ident: $ty:ty;)*) => {$(
        #[wasm_bindgen]
        pub fn $name(value: Option<$ty>) -> Option<$ty> {
            value
        }
    )*};
}

optional! {
    maybe_bool: bool;
    maybe_char: char;
    maybe_i8: i8;
    maybe_u8: u8;
    maybe_i16: i16;
    maybe_u16: u16;
    maybe_i32: i32;
    maybe_u32: u32;
    maybe_i64: i64;
    maybe_u64: u64;
    maybe_i128: i128;
    maybe_u128: u128;
    maybe_isize: isize;
    maybe_usize: usize;
    maybe_f32: f32;
    maybe_f64: f64;
    maybe_string: String;
    maybe_vec: Vec<u8>;
    maybe_date: js_sys::Date;
}

#[wasm_bindgen]
pub fn maybe_str(text: Option<String>) -> bool {
    text.is_some()
}

#[wasm_bindgen]
pub struct Thing {
    n: u32,
}

#[wasm_bindgen]
impl Thing {
    #[wasm_bindgen(constructor)]
    pub fn new(n: u32) -> Self {
        Self { n }
    }
}

#[wasm_bindgen]
pub fn maybe_thing(thing: Option<Thing>) -> Option<u32> {
    thing.map(|thing| thing.n)
}
