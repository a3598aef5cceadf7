//! What the same code does with plain `#[wasm_bindgen]`: the twin of `fixture`, kept as small
//! as the comparisons need.

// In code that wasm-bindgen generates for a setter.
#![allow(clippy::drop_non_drop)]

mod wide;

use std::rc::Rc;
use std::sync::Mutex;

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
pub fn divide(dividend: i32, divisor: i32) -> i32 {
    dividend / divisor
}

#[wasm_bindgen]
pub fn panic_with_value(_value: &JsValue) {
    panic!("with a borrowed value");
}

#[wasm_bindgen]
pub fn payload_value(value: JsValue) {
    std::panic::panic_any(value);
}

pub struct Unconvertible;

impl From<Unconvertible> for JsValue {
    fn from(_: Unconvertible) -> Self {
        panic!("the error has no JavaScript form")
    }
}

#[wasm_bindgen]
pub fn error_conversion_panics(fail: bool) -> Result<u32, Unconvertible> {
    if fail { Err(Unconvertible) } else { Ok(1) }
}

#[wasm_bindgen]
pub async fn throw_str_in_async() -> u32 {
    wasm_bindgen::throw_str("thrown, not panicked")
}

#[wasm_bindgen]
pub async fn ready(value: u32) -> u32 {
    value
}

#[wasm_bindgen]
pub fn spawn_panicking() {
    wasm_bindgen_futures::spawn_local(async { panic!("in a task") });
}

#[wasm_bindgen(start)]
fn main() {
    let wanted = js_sys::Reflect::get(&js_sys::global(), &"failAtStart".into());
    assert!(
        wanted.is_ok_and(|wanted| wanted.is_undefined()),
        "the start function panicked"
    );
}

/// An object whose calls fail in the middle.
#[wasm_bindgen(getter_with_clone)]
pub struct Slot {
    pub field: u32,
    pub fragile: Fragile,
}

#[wasm_bindgen]
pub struct Fragile;

impl Clone for Fragile {
    fn clone(&self) -> Self {
        panic!("cannot be cloned")
    }
}

#[wasm_bindgen]
extern "C" {
    /// Not `catch`: an exception passes through Rust.
    #[wasm_bindgen(js_name = "callback", js_namespace = globalThis)]
    fn throwing_callback();
}

#[wasm_bindgen]
impl Slot {
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(field: u32) -> Self {
        Self {
            field,
            fragile: Fragile,
        }
    }

    pub fn call_back(&mut self, callback: &js_sys::Function) {
        self.field += 1;
        let _ = callback.call0(&JsValue::UNDEFINED);
    }

    pub fn call_global(&mut self) {
        self.field += 1;
        throwing_callback();
    }

    pub fn panic_with_value(&self, _value: &JsValue) {
        panic!("with a borrowed value");
    }

    pub fn bump(&mut self) -> u32 {
        self.field += 1;
        self.field
    }
}

// Aborts: what `tests/recovering` does better.

#[wasm_bindgen]
pub fn enable_reinit() {
    wasm_bindgen::handler::set_on_abort(wasm_bindgen::handler::schedule_reinit);
}

#[wasm_bindgen]
pub fn abort() {
    std::process::abort();
}

#[wasm_bindgen]
pub fn shout(text: &str) -> usize {
    text.to_uppercase().len()
}

#[wasm_bindgen]
pub async fn wait(promise: js_sys::Promise) {
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// Something whose damage would show.
#[wasm_bindgen]
pub struct Record {
    text: String,
}

#[wasm_bindgen]
impl Record {
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(number: u32) -> Self {
        Self {
            text: format!("record {number}"),
        }
    }

    #[must_use]
    pub fn is_intact(&self, number: u32) -> bool {
        self.text == format!("record {number}")
    }
}

/// Panics with 4 KiB on the shadow stack.
#[wasm_bindgen]
pub fn panic_in_wide_frame() {
    let frame = std::hint::black_box([0_u8; 4096]);
    assert!(std::hint::black_box(&frame)[0] == 1, "in a wide frame");
}

#[wasm_bindgen(inline_js = "export const borrow = (f) => f();")]
extern "C" {
    fn borrow(f: &mut dyn FnMut());
}

#[wasm_bindgen]
pub fn lend_panicking() {
    borrow(&mut || panic!("lent"));
}

#[wasm_bindgen(inline_js = "export const callPlain = (f) => f();")]
extern "C" {
    #[wasm_bindgen(js_name = callPlain)]
    fn call_plain(f: &js_sys::Function);
}

static LOCK: Mutex<u32> = Mutex::new(0);

thread_local! {
    static SHARED: Rc<u32> = Rc::new(0);
}

/// Holds a lock while JavaScript runs.
#[wasm_bindgen]
pub fn hold(f: &js_sys::Function) {
    let _held = LOCK.try_lock();
    call_plain(f);
}

#[wasm_bindgen]
pub fn share(f: &js_sys::Function) {
    let _shared = SHARED.with(Rc::clone);
    call_plain(f);
}

#[wasm_bindgen]
pub fn is_free() -> bool {
    LOCK.try_lock().is_ok()
}

#[wasm_bindgen]
pub fn references() -> usize {
    SHARED.with(Rc::strong_count)
}
