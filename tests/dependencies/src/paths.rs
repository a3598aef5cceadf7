//! Ways on which a fault leaves the code of a dependency: each does its work where there is no fault.

use std::sync::{Mutex, TryLockError};

use js_sys::Array;
use tracing::info_span;
use unwind_export::export;
use wasm_bindgen::prelude::*;

use crate::fault::fail;
use crate::timer::{self, TimeoutFuture};

static HELD: Mutex<u32> = Mutex::new(0);

/// Whether nobody has the lock that a call holds which fails: a panic has poisoned it at most.
#[export]
pub fn is_free() -> bool {
    !matches!(HELD.try_lock(), Err(TryLockError::WouldBlock))
}

#[export]
pub fn now(fault: &str) -> u32 {
    let _held = HELD.lock();
    fail(fault);
    1
}

#[export]
pub async fn at_once(fault: String) -> u32 {
    fail(&fault);
    1
}

#[export]
#[derive(Default)]
pub struct Counter {
    count: u32,
}

#[export]
impl Counter {
    #[export(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    pub fn count(&mut self, fault: &str) -> u32 {
        fail(fault);
        self.count += 1;
        self.count
    }
}

/// In a span of tracing, which tracing-wasm measures.
#[export]
pub fn traced(fault: &str) -> u32 {
    info_span!("traced").in_scope(|| {
        tracing::info!(fault, "about to fail");
        fail(fault);
    });
    1
}

/// In a closure that js-sys lends to JavaScript.
#[export]
pub fn for_each(fault: &str) -> u32 {
    let mut count = 0;
    Array::of1(&JsValue::from(1)).for_each(&mut |_: JsValue, _, _| {
        fail(fault);
        count += 1;
    });
    count
}

/// In a closure that a timer gives to JavaScript.
#[export]
pub fn in_timeout(fault: String) {
    timer::start(1, move || fail(&fault));
}

#[export]
pub async fn after_timeout(fault: String) -> u32 {
    TimeoutFuture::new(1).await;
    fail(&fault);
    1
}

/// In a task of wasm-bindgen-futures.
#[export]
pub fn in_task(fault: String) {
    wasm_bindgen_futures::spawn_local(async move {
        TimeoutFuture::new(1).await;
        fail(&fault);
    });
}

/// When gloo-net has an answer.
#[export]
pub async fn fetched(url: String, fault: String) -> Result<String, JsError> {
    let response = gloo_net::http::Request::get(&url).send().await?;
    let text = response.text().await?;
    fail(&fault);
    Ok(text)
}
