use std::cell::Cell;
use std::rc::Rc;

use unwind_export::export;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
pub struct Shared(Rc<Cell<u32>>);

#[export]
pub fn set(target: Shared, value: u32) {
    target.0.set(value);
}

#[export(assert_unwind_safe(target))]
pub fn set_asserted(target: Shared, value: u32) {
    target.0.set(value);
}

fn main() {}
