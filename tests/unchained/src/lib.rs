//! A module that has little of ours: it does without hooks of others, and makes no closures by us.

use std::panic::{PanicHookInfo, resume_unwind, set_hook, take_hook};
use std::sync::atomic::{AtomicU32, Ordering};

use unwind_export::export;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

static HEARD: AtomicU32 = AtomicU32::new(0);

fn hear(_: &PanicHookInfo<'_>) {
    HEARD.fetch_add(1, Ordering::Relaxed);
}

#[export]
pub fn divide(dividend: i32, divisor: i32) -> i32 {
    dividend / divisor
}

/// Panics without any hook.
#[export]
pub fn cancel() {
    resume_unwind(Box::new(7));
}

#[export]
pub fn replace_hook() {
    set_hook(Box::new(hear));
}

/// One in place of ours, which stays somewhere without being called.
#[export]
pub fn withhold_hook() {
    core::mem::forget(take_hook());
    set_hook(Box::new(hear));
}

/// How many panics these have heard of.
#[export]
pub fn heard() -> u32 {
    HEARD.load(Ordering::Relaxed)
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
