use unwind_export::export;
use wasm_bindgen::prelude::wasm_bindgen;

#[export]
#[wasm_bindgen]
pub fn below() {}

#[wasm_bindgen]
#[export]
pub fn above() {}

#[export]
pub struct Session;

#[export]
impl Session {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Session {
        Session
    }
}

fn main() {}
