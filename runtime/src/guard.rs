//! The catch around every call from JavaScript.

use core::any::Any;
use core::panic::AssertUnwindSafe;
use core::pin::pin;
use core::task::Poll;
use std::future::poll_fn;
use std::panic::catch_unwind;
use std::thread;

use wasm_bindgen::convert::ReturnWasmAbi;
use wasm_bindgen::{JsValue, throw_val};

use crate::abi::WasmDescribe;
use crate::boundary::{Boundary, OnPanic, Refusal, Site};
use crate::crossing::IntoJs;
use crate::exception::JsException;
use crate::{Panic, js, poison, strategy};

/// What a shim returns: the result in its JavaScript form, or what is thrown instead.
///
/// Nothing else throws from a shim. By the time this does, every argument has been dropped:
/// LLVM takes callers of `throw_val` for functions that cannot unwind, and would skip or
/// repeat destructors there.
pub struct Guarded<T: IntoJs>(Result<T::Abi, JsValue>);

impl<T: IntoJs> WasmDescribe for Guarded<T> {
    fn describe() {
        T::describe();
    }
}

impl<T: IntoJs> ReturnWasmAbi for Guarded<T> {
    type Abi = T::Abi;

    #[inline]
    fn return_abi(self) -> T::Abi {
        self.0.unwrap_or_else(|thrown| throw_val(thrown))
    }
}

/// Runs the body of an export and converts its result.
#[inline]
pub fn guard<T: IntoJs>(
    site: &'static Site,
    body: impl FnOnce() -> Result<T, Refusal>,
) -> Guarded<T> {
    guard_at(Boundary::Export(site), body)
}

#[inline]
pub(crate) fn guard_at<T: IntoJs>(
    boundary: Boundary,
    body: impl FnOnce() -> Result<T, Refusal>,
) -> Guarded<T> {
    Guarded(run(boundary, || body().map(T::return_abi)))
}

/// Polls the body of an export to its end, each poll in a guard of its own.
pub(crate) async fn run_async<R>(
    boundary: Boundary,
    body: impl Future<Output = Result<R, Refusal>>,
) -> Result<R, JsValue> {
    match attempt_async(boundary, body, caught).await? {
        Ok(result) => Ok(result),
        Err(refusal) => Err(refusal.into_error(boundary)),
    }
}

/// Polls `body` to its end. What a poll unwinds with ends it.
pub(crate) async fn attempt_async<R, E>(
    boundary: Boundary,
    body: impl Future<Output = R>,
    caught: Caught<E>,
) -> Result<R, E> {
    let mut body = pin!(body);
    poll_fn(
        |context| match attempt(boundary, || body.as_mut().poll(context), caught) {
            Ok(poll) => poll.map(Ok),
            Err(failure) => Poll::Ready(Err(failure)),
        },
    )
    .await
}

#[inline]
pub(crate) fn run<R>(
    boundary: Boundary,
    body: impl FnOnce() -> Result<R, Refusal>,
) -> Result<R, JsValue> {
    match attempt(boundary, body, caught)? {
        Ok(result) => Ok(result),
        Err(refusal) => Err(refusal.into_error(boundary)),
    }
}

/// What is made of a payload. The flag: the thread was panicking before.
type Caught<E> = fn(Boundary, Box<dyn Any + Send>, bool) -> E;

#[inline]
fn attempt<R, E>(boundary: Boundary, body: impl FnOnce() -> R, caught: Caught<E>) -> Result<R, E> {
    let unwinding = thread::panicking();
    // What a panic may leave half-changed was checked where the user's types were at hand.
    catch_unwind(AssertUnwindSafe(body)).map_err(|payload| caught(boundary, payload, unwinding))
}

/// What JavaScript gets for a panic.
#[cold]
#[inline(never)]
fn caught(boundary: Boundary, payload: Box<dyn Any + Send>, was_unwinding: bool) -> JsValue {
    end_if_a_panic_was_lost(was_unwinding);
    let thrown = match payload.downcast::<JsException>() {
        Ok(exception) => exception.into_value(),
        Err(payload) => thrown(boundary, payload),
    };
    poison::failed(&thrown);
    thrown
}

/// What a `JoinHandle` gives for a panic.
#[cold]
pub(crate) fn caught_in_task(
    boundary: Boundary,
    payload: Box<dyn Any + Send>,
    was_unwinding: bool,
) -> Panic {
    end_if_a_panic_was_lost(was_unwinding);
    let panic = Panic::at_boundary(payload, boundary);
    poison::failed(&panic.to_js());
    panic
}

/// A second panic replaced the first while it was unwinding. The thread then counts as
/// panicking for ever, and no mutex would be poisoned again.
fn end_if_a_panic_was_lost(was_unwinding: bool) {
    if thread::panicking() && !was_unwinding {
        strategy::trap();
    }
}

fn thrown(boundary: Boundary, payload: Box<dyn Any + Send>) -> JsValue {
    let on_panic = boundary.on_panic();
    if matches!(on_panic, OnPanic::Abort) {
        strategy::trap();
    }
    let panic = Panic::at_boundary(payload, boundary);
    match on_panic {
        OnPanic::Map(map) => mapped(map, &panic),
        OnPanic::Throw | OnPanic::Abort => panic.to_js(),
    }
}

fn mapped(map: fn(&Panic) -> JsValue, panic: &Panic) -> JsValue {
    catch_unwind(AssertUnwindSafe(|| map(panic))).unwrap_or_else(|payload| {
        js::mapper_failed(&panic.to_js(), &Panic::new(payload).to_js());
        panic.to_js()
    })
}
