use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{ReadableStream, ReadableStreamDefaultController};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = scheduler)]
    pub(crate) fn wait(milliseconds: u32) -> Promise;
}

#[wasm_bindgen]
pub struct Ticks {
    sent: Arc<AtomicU32>,
    lines: u32,
    pause: u32,
}

#[wasm_bindgen]
impl Ticks {
    /// No `async fn` with `&mut self`: plain wasm-bindgen wants all that the future holds to be
    /// unwind safe.
    pub fn pull(&self, controller: ReadableStreamDefaultController) -> Promise {
        let (sent, lines, pause) = (Arc::clone(&self.sent), self.lines, self.pause);
        future_to_promise(AssertUnwindSafe(async move {
            if sent.load(Ordering::Relaxed) == lines {
                controller.close()?;
                return Ok(JsValue::UNDEFINED);
            }
            JsFuture::from(wait(pause)).await?;
            let number = sent.fetch_add(1, Ordering::Relaxed) + 1;
            let line = format!("line {number} of {lines}\n");
            controller.enqueue_with_chunk(&Uint8Array::from(line.as_bytes()))?;
            Ok(JsValue::UNDEFINED)
        }))
    }
}

pub(crate) fn stream(lines: u32, pause: u32) -> Result<ReadableStream, JsValue> {
    let ticks = Ticks {
        sent: Arc::default(),
        lines,
        pause,
    };
    ReadableStream::new_with_underlying_source(JsValue::from(ticks).unchecked_ref())
}
