//! What a JavaScript exception tears on its way through Rust.

use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::task::{Context, Wake, Waker};

use js_sys::{Function, Promise};
use unwind_export::{JsFuture, closure, export, import, spawn};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(inline_js = "export const callPlain = (f) => f();")]
extern "C" {
    #[wasm_bindgen(js_name = callPlain)]
    fn call_plain(f: &Function) -> JsValue;
}

#[import(inline_js = "export const callImported = (f) => f();")]
extern "C" {
    #[import(js_name = callImported)]
    fn call_imported(f: &Function) -> JsValue;
}

#[wasm_bindgen(
    inline_js = "export const callTried = (f) => { try { f(); } catch (error) { return error; } };"
)]
extern "C" {
    #[wasm_bindgen(js_name = callTried)]
    fn call_tried(f: &mut dyn FnMut()) -> JsValue;
}

static LOCK: Mutex<u32> = Mutex::new(0);

thread_local! {
    static SHARED: Rc<u32> = Rc::new(0);
}

#[export]
pub fn is_free() -> bool {
    LOCK.try_lock().is_ok()
}

#[export]
pub fn references() -> usize {
    SHARED.with(Rc::strong_count)
}

#[export]
pub fn through_plain(f: &Function) -> JsValue {
    let _held = LOCK.try_lock();
    call_plain(f)
}

#[export]
pub fn share_plain(f: &Function) -> JsValue {
    let _shared = SHARED.with(Rc::clone);
    call_plain(f)
}

#[export]
pub fn through_import(f: &Function) -> JsValue {
    call_imported(f)
}

#[export]
pub async fn through_plain_later(f: Function) -> JsValue {
    let promise = Promise::resolve(&JsValue::UNDEFINED);
    JsFuture::from(promise).await.unwrap();
    let _held = LOCK.try_lock();
    call_plain(&f)
}

#[export]
pub fn throw_text() {
    let _held = LOCK.try_lock();
    wasm_bindgen::throw_str("by throw_str");
}

#[export]
pub fn give_error(error: JsValue) -> Result<(), JsValue> {
    Err(error)
}

/// JavaScript catches the panic of a closure that a plain import borrows.
#[export]
pub fn swallow_panic(then: &Function) -> JsValue {
    let caught = call_tried(&mut || {
        let _held = LOCK.try_lock();
        panic!("out of a plain closure");
    });
    call_imported(then);
    caught
}

#[wasm_bindgen]
pub fn plain_panic() {
    panic!("out of a plain export");
}

#[export]
#[derive(Default)]
pub struct Visitor {
    visits: u32,
}

#[export]
impl Visitor {
    #[export(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    pub fn visit(&mut self, f: &Function) -> u32 {
        self.visits += 1;
        call_plain(f);
        self.visits
    }
}

/// A closure that JavaScript may call while it runs.
#[export]
pub fn reentrant() -> impl FnMut(Function) {
    |f: Function| drop(call_imported(&f))
}

/// What JavaScript holds of a closure that is gone.
#[export]
pub fn dropped() -> JsValue {
    closure!(|| ()).as_ref().clone()
}

/// A task that an exception passes by.
#[export]
pub fn detach_plain(f: Function) {
    drop(spawn(async move { drop(call_plain(&f)) }));
}

/// Calls JavaScript as it is dropped.
#[export]
pub struct Farewell(Function);

#[export]
impl Farewell {
    #[export(constructor)]
    #[must_use]
    pub fn new(f: Function) -> Self {
        Self(f)
    }
}

impl Drop for Farewell {
    fn drop(&mut self) {
        call_imported(&self.0);
    }
}

/// Calls JavaScript as it wakes.
struct Caller(Function);

impl Wake for Caller {
    fn wake(self: Arc<Self>) {
        call_plain(&self.0);
    }
}

/// Awaits `promise` by a waker that calls `f`.
#[export]
pub async fn wake_plain(promise: Promise, f: Function) {
    let mut future = JsFuture::from(promise);
    let waker = Waker::from(Arc::new(Caller(f)));
    poll_fn(|_| Pin::new(&mut future).poll(&mut Context::from_waker(&waker)))
        .await
        .unwrap();
}

/// Panics with something that calls JavaScript as it is dropped.
#[export]
pub fn panic_holding(f: Function) {
    let _held = Farewell(f);
    panic!("while something is held");
}

/// The same without a word to the hook.
#[export]
pub fn cancel_holding(f: Function) {
    let _held = Farewell(f);
    std::panic::resume_unwind(Box::new(1));
}

/// As `panic_holding`, in a task, after an await.
#[export]
pub async fn panic_holding_later(f: Function) {
    let _held = Farewell(f);
    JsFuture::from(Promise::resolve(&JsValue::UNDEFINED))
        .await
        .unwrap();
    panic!("while something is held");
}

fn call_mapper(_: &unwind_export::Panic) -> JsValue {
    let mapper = js_sys::Reflect::get(&js_sys::global(), &"mapper".into()).unwrap();
    call_imported(mapper.unchecked_ref())
}

/// What a panic becomes is up to JavaScript.
#[export(map_panic = call_mapper)]
pub fn map_by_call() {
    panic!("mapped");
}
