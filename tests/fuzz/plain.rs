use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

fn closure(body: impl FnMut(u32) -> u32 + 'static) -> Closure<dyn FnMut(u32) -> u32> {
    Closure::wrap_assert_unwind_safe(Box::new(body))
}
