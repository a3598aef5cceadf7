use std::cell::RefCell;

use unwind_export::export;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
pub struct List(RefCell<Vec<u32>>);

#[export]
pub fn clear(list: &mut List) {
    list.0.get_mut().clear();
}

fn main() {}
