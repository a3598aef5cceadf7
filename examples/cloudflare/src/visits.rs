//! A Durable Object that counts.

use std::sync::atomic::AtomicU32;

use unwind_export::export;
use wasm_bindgen::JsValue;
use worker::durable::State;
use worker::worker_sys::{DurableObjectState, web_sys};
use worker::{Env, Request};

use crate::{failed, visit};

/// Counts visits: all there were in its storage, those of this instance in memory.
#[export]
pub struct Visits {
    state: State,
    here: AtomicU32,
}

#[export]
impl Visits {
    /// As workerd makes it, and as it is made again after an abort.
    #[export(constructor)]
    #[must_use]
    pub fn new(state: DurableObjectState, _env: Env) -> Self {
        Self {
            state: state.into(),
            here: AtomicU32::new(0),
        }
    }

    /// Counts a visit, and waits or fails on demand.
    ///
    /// # Errors
    ///
    /// If the storage fails.
    ///
    /// # Panics
    ///
    /// On demand. The caller gets what `failed` makes of it.
    #[export(recover_panic = failed)]
    pub async fn fetch(&self, request: web_sys::Request) -> Result<web_sys::Response, JsValue> {
        let path = Request::from(request).path();
        let response = visit::count(&self.state, &self.here, &path).await?;
        Ok(response.into())
    }
}
