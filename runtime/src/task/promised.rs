use core::future::poll_fn;
use core::mem;
use core::panic::Location;
use core::task::Poll;

use wasm_bindgen::{JsCast, JsValue};

use crate::boundary::failure::caught_at;
use crate::boundary::poll;
use crate::boundary::site::Boundary;
use crate::strategy;
use crate::task::table;

/// Starts a task that runs beside its caller, beginning with the next microtask, and gives a promise of its result:
/// a drop-in for `wasm_bindgen_futures::future_to_promise`.
///
/// An `async` export is shorter, but has its object borrowed until its promise settles. Here the object is free as
/// soon as the export returns.
///
/// A panic rejects the promise with its `PanicError`, whose `exportName` is `"task at src/lib.rs:20"`, with the line of
/// this call. What the future holds is not checked, as with [`spawn`](crate::spawn).
///
/// ```no_run
/// use js_sys::Promise;
/// use unwind_export::{JsFuture, export, future_to_promise};
///
/// #[export]
/// pub fn follow(promise: Promise) -> Promise {
///     future_to_promise(async move { JsFuture::from(promise).await })
/// }
/// ```
///
/// # Panics
///
/// Outside wasm, where nothing polls.
#[track_caller]
pub fn future_to_promise<P: JsCast + IntoFuture>(
    future: impl Future<Output = Result<JsValue, JsValue>> + 'static,
) -> P {
    let boundary = Boundary::Task(Location::caller());
    let promise = table::launch(async move {
        next_turn().await;
        let outcome = poll::to_end_and_drop(boundary, strategy::held!(Some(future))).await;
        outcome
            .map_err(|payload| strategy::fail(payload, caught_at(boundary)))
            .flatten()
    });
    promise.unchecked_into()
}

/// Pending once.
async fn next_turn() {
    let mut is_first = true;
    poll_fn(|context| {
        if !mem::take(&mut is_first) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
