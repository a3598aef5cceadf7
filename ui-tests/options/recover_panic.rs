use unwind_export::{Panic, export};
use wasm_bindgen::JsValue;

fn text(_: &Panic) -> String {
    String::new()
}

#[export(recover_panic = text)]
pub fn another_result() -> u32 {
    1
}

#[export(recover_panic = text)]
pub async fn no_result() -> Result<String, JsValue> {
    Ok(String::new())
}

#[export(recover_panic)]
pub fn no_function() {}

#[export(recover_panic = text, map_panic = Panic::to_js)]
pub fn both() -> String {
    String::new()
}

#[export(on_panic = abort, recover_panic = text)]
pub fn never_called() -> String {
    String::new()
}

#[export(start, recover_panic = nothing)]
pub fn main_of_module() {}

fn nothing(_: &Panic) {}

fn main() {}
