//! A JavaScript `AsyncIterator` as a `Stream`.

use core::pin::Pin;
use core::task::{Context, Poll};

use futures_core::Stream;
use js_sys::{AsyncIterator, IteratorNext};
use wasm_bindgen::convert::FromWasmAbi;
use wasm_bindgen::{JsGeneric, JsValue};

use crate::JsFuture;

/// A `Stream` of the values that an `AsyncIterator` gives, until it has ended or failed.
pub struct JsStream<T = JsValue> {
    iterator: Option<AsyncIterator<T>>,
    next: Option<JsFuture<IteratorNext<T>>>,
}

impl<T> From<AsyncIterator<T>> for JsStream<T> {
    fn from(iterator: AsyncIterator<T>) -> Self {
        Self {
            iterator: Some(iterator),
            next: None,
        }
    }
}

impl<T: JsGeneric + FromWasmAbi + Unpin> Stream for JsStream<T> {
    type Item = Result<T, JsValue>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let Some(iterator) = &this.iterator else {
            return Poll::Ready(None);
        };
        let next = match this.next.take() {
            Some(next) => Ok(next),
            None => iterator.next_iterator().map(JsFuture::from),
        };
        let result = match next {
            Ok(mut next) => match Pin::new(&mut next).poll(context) {
                Poll::Ready(result) => result,
                Poll::Pending => {
                    this.next = Some(next);
                    return Poll::Pending;
                }
            },
            Err(error) => Err(error),
        };
        Poll::Ready(match result {
            Ok(next) if !next.done() => Some(Ok(next.value())),
            Ok(_) => {
                this.iterator = None;
                None
            }
            Err(error) => {
                this.iterator = None;
                Some(Err(error))
            }
        })
    }
}
