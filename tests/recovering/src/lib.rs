//! A module that recovers from aborts: every way to end an instance, and what must be right
//! afterwards. Called by `tests/node/recovery.test.mjs`.

mod faults;
mod objects;
mod room;
mod torn;

use std::cell::Cell;
use std::time::Duration;

use js_sys::{Function, Promise};
use unwind_export::{JsFuture, export, import, recovery};
use wasm_bindgen::prelude::*;

thread_local! {
    static CALLS: Cell<u32> = const { Cell::new(0) };
    static RESTARTED: Cell<u32> = const { Cell::new(0) };
}

/// What the host wants, as a property of the global object.
fn setting(name: &str) -> Option<f64> {
    js_sys::Reflect::get(&js_sys::global(), &name.into())
        .ok()?
        .as_f64()
}

#[export(start)]
fn main() {
    let mut policy = recovery::Policy::default();
    policy.max_restarts = setting("maxRestarts").map_or(1_000_000, |limit| limit as u32);
    policy.within = Duration::from_secs(3600);
    policy.keep_after_exception = setting("keepsTorn").is_some();
    if setting("isFinal").is_none() {
        recovery::enable(policy);
    }
    recovery::on_restart(|_| assert!(setting("failInCallback").is_none(), "in on_restart"));
    recovery::on_restart(|restart| RESTARTED.set(restart.restarts()));
    match setting("failAtStart") {
        Some(1.0) => panic!("the start function panicked"),
        Some(_) => faults::cause("unreachable"),
        None => {}
    }
}

/// A static: starts again with each instance.
#[export]
pub fn count() -> u32 {
    CALLS.set(CALLS.get() + 1);
    CALLS.get()
}

/// What `on_restart` was told in this instance.
#[export]
pub fn restarted() -> u32 {
    RESTARTED.get()
}

#[export]
pub fn add(left: i32, right: i32) -> i32 {
    left + right
}

#[import(js_namespace = globalThis)]
extern "C" {
    #[import(js_name = givesNumber)]
    fn gives_number() -> u32;
}

/// The result of an import, which is converted with frames of Rust around it.
#[export]
pub fn given() -> u32 {
    gives_number()
}

#[export]
pub fn shout(text: &str) -> String {
    text.to_uppercase()
}

#[export]
pub fn total(numbers: Vec<u32>) -> u32 {
    numbers.iter().sum()
}

#[export]
pub fn panics() {
    panic!("a panic");
}

#[export]
pub async fn double(promise: Promise) -> Result<f64, JsValue> {
    let value = JsFuture::from(promise).await?;
    Ok(value.as_f64().expect("a number") * 2.0)
}

/// Ready at once.
#[export]
pub async fn give(value: JsValue) -> JsValue {
    value
}

/// By wasm-bindgen's own executor, as a third-party crate would.
#[export]
pub fn third_party(promise: Promise) {
    wasm_bindgen_futures::spawn_local(async move {
        let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
    });
}

#[export]
pub fn fail(fault: &str) {
    faults::cause(fault);
}

/// Traps where wasm-bindgen's glue would free what it returns.
#[export]
pub fn fail_with_text(fault: &str) -> String {
    faults::cause(fault);
    String::new()
}

#[export]
pub fn fail_with_result(fault: &str) -> Result<String, JsValue> {
    faults::cause(fault);
    Err(JsValue::NULL)
}

#[export(on_panic = abort)]
pub fn fail_by_policy() {
    panic!("with on_panic = abort");
}

#[export(on_panic = abort)]
pub async fn fail_by_policy_later(later: bool) {
    if later {
        JsFuture::from(Promise::resolve(&JsValue::UNDEFINED))
            .await
            .unwrap();
    }
    panic!("with on_panic = abort");
}

/// Takes the abort hook away, as code that does not know of the others does.
#[export]
pub fn replace_hook() {
    wasm_bindgen::handler::set_on_abort(|| ());
}

/// As the `worker` crate does in its start function.
#[export]
pub fn replace_hook_by_request() {
    wasm_bindgen::handler::set_on_abort(wasm_bindgen::handler::schedule_reinit);
}

#[wasm_bindgen(start)]
fn start_of_a_dependency() {
    match setting("foreignHook") {
        Some(1.0) => wasm_bindgen::handler::set_on_abort(told_others),
        Some(_) => wasm_bindgen::handler::set_on_abort(wasm_bindgen::handler::schedule_reinit),
        None => None,
    };
}

#[wasm_bindgen(
    inline_js = "export const toldOthers = () => { globalThis.toldOthers = (globalThis.toldOthers ?? 0) + 1; };"
)]
extern "C" {
    #[wasm_bindgen(js_name = toldOthers)]
    fn told_others();
}

/// Ends the instance before an await, or after one.
#[export]
pub async fn fail_async(fault: String, later: bool) {
    if later {
        JsFuture::from(Promise::resolve(&JsValue::UNDEFINED))
            .await
            .unwrap();
    }
    faults::cause(&fault);
}

/// Calls JavaScript, which may end the instance below this frame.
#[export]
pub fn nested(callback: &Function) -> Result<JsValue, JsValue> {
    callback.call0(&JsValue::UNDEFINED)
}

#[export]
pub fn keep(key: &str, value: &JsValue) {
    recovery::keep(key, value);
}

#[export]
pub fn kept(key: &str) -> Option<JsValue> {
    recovery::kept(key)
}

/// Panics with 4 KiB on the shadow stack.
#[export]
pub fn panic_in_wide_frame() {
    let frame = std::hint::black_box([0_u8; 4096]);
    assert!(std::hint::black_box(&frame)[0] == 1, "in a wide frame");
}
