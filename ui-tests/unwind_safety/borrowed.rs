use std::cell::RefCell;

use unwind_export::export;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
pub struct List(RefCell<Vec<u32>>);

#[export]
pub fn push(list: &List, value: u32) {
    list.0.borrow_mut().push(value);
}

#[export]
pub async fn push_later(list: &List) {
    list.0.borrow_mut().push(1);
}

#[export(assert_unwind_safe)]
pub fn push_asserted(list: &List, value: u32) {
    list.0.borrow_mut().push(value);
}

fn main() {}
