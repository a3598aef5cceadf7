//! Free functions.

use wasm_bindgen::prelude::*;

/// Adds.
#[wasm_bindgen]
pub fn add(a: i32, b: i32) -> i32 {
    a + b
}

#[wasm_bindgen(js_name = "renamedFunction")]
pub fn renamed() -> String {
    "renamed".to_owned()
}

#[wasm_bindgen(js_name = answer)]
pub fn renamed_by_a_word() -> u64 {
    42
}

#[wasm_bindgen]
pub fn checked(value: i32) -> Result<i32, JsError> {
    if value < 0 {
        return Err(JsError::new("negative"));
    }
    Ok(value)
}

#[wasm_bindgen(variadic)]
pub fn sum(numbers: Vec<u32>) -> u32 {
    numbers.iter().sum()
}

#[wasm_bindgen(skip_typescript)]
pub fn undeclared() -> char {
    'ß'
}

#[wasm_bindgen(unchecked_return_type = "1 | 2", return_description = "one or two")]
pub fn one_or_two() -> u32 {
    2
}

#[wasm_bindgen]
pub fn nothing() {}

#[wasm_bindgen]
pub fn wide(value: u128) -> i128 {
    -(value as i128)
}

macro_rules! doubling {
    ($name:ident, $ty:ty, $body:block) => {
        #[wasm_bindgen]
        pub fn $name(_: $ty) -> $ty $body
    };
    ($name:ident($argument:ident)) => {
        #[wasm_bindgen]
        pub fn $name($argument: u32) -> u32 {
            $argument * 2
        }
    };
}

doubling!(of_a_macro, u32, { 7 });
doubling!(doubled(number));

#[wasm_bindgen(this)]
pub fn with_this(this: JsValue, value: u32) -> Result<u32, JsValue> {
    let base = js_sys::Reflect::get(&this, &"base".into())?;
    Ok(base.as_f64().unwrap_or_default() as u32 + value)
}
