use unwind_export::export;
use wasm_bindgen::JsValue;

#[export(js_name = 1)]
pub struct Numbered {
    pub value: u32,
}

#[export]
impl Numbered {
    #[export(getter("name"))]
    pub fn name(&self) -> u32 {
        self.value
    }
}

// One mistake is one error: the class is still there.
#[export]
pub fn take(numbered: &Numbered) -> JsValue {
    numbered.value.into()
}

fn main() {}
