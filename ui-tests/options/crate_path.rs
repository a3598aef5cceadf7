use unwind_export::export;

#[export(crate = "unwind_export")]
pub fn quoted() {}

#[export(wasm_bindgen = unwind_export::wasm_bindgen)]
pub fn wrong_option() {}

#[export(crate = nowhere)]
pub fn unresolved() {}

fn main() {}
