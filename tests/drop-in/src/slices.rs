//! Slices, vectors and text.

use wasm_bindgen::Clamped;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
pub fn total(numbers: &[f64]) -> f64 {
    numbers.iter().sum()
}

#[wasm_bindgen]
pub fn fill(bytes: &mut [u8]) {
    bytes.fill(9);
}

#[wasm_bindgen]
pub fn reversed(mut numbers: Vec<i16>) -> Vec<i16> {
    numbers.reverse();
    numbers
}

#[wasm_bindgen]
pub fn boxed(numbers: Box<[u64]>) -> Box<[u64]> {
    numbers
}

#[wasm_bindgen]
pub fn words(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

#[wasm_bindgen]
pub fn joined(words: Vec<String>) -> String {
    words.join("+")
}

#[wasm_bindgen]
pub fn values(values: Vec<JsValue>) -> usize {
    values.len()
}

#[wasm_bindgen]
pub fn clamped(bytes: Clamped<Vec<u8>>) -> Clamped<Vec<u8>> {
    bytes
}

#[wasm_bindgen]
pub fn letter(letter: char) -> char {
    letter.to_ascii_uppercase()
}
