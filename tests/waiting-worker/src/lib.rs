//! Requests that wait in Rust for each other. Called by `tests/worker/waiting.test.mjs`.

mod handed;
mod relay;

use std::cell::RefCell;
use std::future::poll_fn;
use std::task::{Poll, Waker};

use js_sys::{Function, Promise};
use unwind_export::{JsFuture, export};
use wasm_bindgen::prelude::*;

thread_local! {
    static WAITING: RefCell<Vec<Waker>> = const { RefCell::new(Vec::new()) };
}

/// Waits until another request calls `release`, and then for what `next` gives.
#[export]
pub async fn wait(next: Function) -> Result<JsValue, JsValue> {
    let mut is_first = true;
    poll_fn(|context| {
        if !std::mem::take(&mut is_first) {
            return Poll::Ready(());
        }
        WAITING.with_borrow_mut(|waiting| waiting.push(context.waker().clone()));
        Poll::Pending
    })
    .await;
    let promise: Promise = next.call0(&JsValue::UNDEFINED)?.unchecked_into();
    JsFuture::from(promise).await
}

#[export]
pub fn release() -> usize {
    let waiting = WAITING.take();
    waiting.iter().for_each(Waker::wake_by_ref);
    waiting.len()
}
