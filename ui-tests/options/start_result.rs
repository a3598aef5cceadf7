use unwind_export::export;
use wasm_bindgen::JsValue;

#[export(start)]
pub fn number() -> u32 {
    1
}

#[export(start)]
pub async fn text() -> Result<String, JsValue> {
    Ok(String::new())
}

fn main() {}
