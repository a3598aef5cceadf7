//! A module that has little of ours: it does without hooks of others, and makes no closures by us.

#[path = "../../hooks.rs"]
mod hooks;

use std::panic::resume_unwind;

use unwind_export::export;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

#[export]
pub fn divide(dividend: i32, divisor: i32) -> i32 {
    dividend / divisor
}

/// Panics without any hook.
#[export]
pub fn cancel() {
    resume_unwind(Box::new(7));
}

/// As other crates make them.
#[export]
pub fn callback() -> JsValue {
    Closure::<dyn Fn() -> u32>::new(|| 1).into_js_value()
}

#[export]
pub fn trap() {
    std::process::abort();
}
