//! A slow answer: one line after another.

use js_sys::{Promise, Uint8Array};
use unwind_export::{JsFuture, export, import};
use wasm_bindgen::prelude::*;
use web_sys::{ReadableStream, ReadableStreamDefaultController};

#[import]
extern "C" {
    #[import(js_namespace = scheduler)]
    pub(crate) fn wait(milliseconds: u32) -> Promise;
}

/// What a `ReadableStream` pulls its lines from.
///
/// A stream that is open when the instance ends has an error at its next pull: a connection
/// that breaks off, not one that hangs.
#[export]
pub struct Ticks {
    sent: u32,
    lines: u32,
    pause: u32,
}

#[export]
impl Ticks {
    /// Gives the next line, after a while.
    ///
    /// # Errors
    ///
    /// If the reader has gone.
    pub async fn pull(
        &mut self,
        controller: ReadableStreamDefaultController,
    ) -> Result<(), JsValue> {
        if self.sent == self.lines {
            return controller.close();
        }
        JsFuture::from(wait(self.pause)).await?;
        self.sent += 1;
        let line = format!("line {} of {}\n", self.sent, self.lines);
        controller.enqueue_with_chunk(&Uint8Array::from(line.as_bytes()))
    }
}

pub(crate) fn stream(lines: u32, pause: u32) -> Result<ReadableStream, JsValue> {
    let ticks = Ticks {
        sent: 0,
        lines,
        pause,
    };
    ReadableStream::new_with_underlying_source(JsValue::from(ticks).unchecked_ref())
}
