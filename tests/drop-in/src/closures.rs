//! Functions as values.

use std::cell::Cell;
use std::panic::AssertUnwindSafe;

use js_sys::Function;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(inline_js = "
    export function twice(f) { f(1); return f(2); }
    export function lent(f) { return f(20, 22); }
    export function kept(f) { return f('text'); }
")]
extern "C" {
    fn twice(f: &mut dyn FnMut(u32) -> u32) -> u32;

    fn lent(f: &dyn Fn(u32, u32) -> u32) -> u32;

    fn kept(f: &Closure<dyn FnMut(String) -> usize>) -> usize;

    #[wasm_bindgen(js_name = kept)]
    fn kept_value(f: &JsValue) -> usize;
}

#[wasm_bindgen]
pub fn call_lent_closures() -> u32 {
    let sum = AssertUnwindSafe(Cell::new(0));
    let twice = twice(&mut |n| {
        sum.set(sum.get() + n);
        sum.get()
    });
    twice + lent(&|a, b| a + b)
}

#[wasm_bindgen]
pub fn call_kept_closures() -> usize {
    let closure = Closure::new(|text: String| text.len());
    let once = Closure::once_into_js(|text: String| text.len() * 10);
    kept(&closure) + kept_value(&once)
}

#[wasm_bindgen]
pub fn call_given(f: &Function) -> Result<JsValue, JsValue> {
    f.call1(&JsValue::NULL, &3.into())
}
