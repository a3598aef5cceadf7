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
use crate::boundary::{BadArgument, Boundary, OnPanic, Site};
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
    body: impl FnOnce() -> Result<T, BadArgument>,
) -> Guarded<T> {
    Guarded(run(Boundary::Export(site), || body().map(T::return_abi)))
}

/// Polls `body` to its end, each poll in a guard of its own.
pub(crate) async fn run_async<R>(
    boundary: Boundary,
    body: impl Future<Output = Result<R, BadArgument>>,
) -> Result<R, JsValue> {
    let mut body = pin!(body);
    poll_fn(|context| {
        let poll = || match body.as_mut().poll(context) {
            Poll::Ready(result) => result.map(Poll::Ready),
            Poll::Pending => Ok(Poll::Pending),
        };
        match run(boundary, poll) {
            Ok(poll) => poll.map(Ok),
            Err(thrown) => Poll::Ready(Err(thrown)),
        }
    })
    .await
}

#[inline]
pub(crate) fn run<R>(
    boundary: Boundary,
    body: impl FnOnce() -> Result<R, BadArgument>,
) -> Result<R, JsValue> {
    let unwinding = thread::panicking();
    // What a panic may leave half-changed was checked where the user's types were at hand.
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(result)) => Ok(result),
        Ok(Err(bad)) => Err(bad.into_error(boundary)),
        Err(payload) => Err(caught(boundary, payload, unwinding)),
    }
}

/// What JavaScript gets for a panic.
#[cold]
#[inline(never)]
fn caught(boundary: Boundary, payload: Box<dyn Any + Send>, was_unwinding: bool) -> JsValue {
    // A second panic replaced the first while it was unwinding. The thread then counts as
    // panicking for ever, and no mutex would be poisoned again.
    let lost_a_panic = thread::panicking() && !was_unwinding;
    if lost_a_panic {
        strategy::trap();
    }
    let payload = match payload.downcast::<JsException>() {
        Ok(exception) => {
            let thrown = exception.into_value();
            poison::unwound(&thrown);
            return thrown;
        }
        Err(payload) => payload,
    };
    let on_panic = boundary.on_panic();
    if matches!(on_panic, OnPanic::Abort) {
        strategy::trap();
    }
    let panic = Panic::at_boundary(payload, boundary);
    let thrown = match on_panic {
        OnPanic::Map(map) => mapped(map, &panic),
        OnPanic::Throw | OnPanic::Abort => panic.to_js(),
    };
    poison::unwound(&thrown);
    // A payload whose destructor panics has nobody left to tell.
    if let Err(payload) = catch_unwind(AssertUnwindSafe(|| drop(panic))) {
        core::mem::forget(payload);
    }
    thrown
}

fn mapped(map: fn(&Panic) -> JsValue, panic: &Panic) -> JsValue {
    catch_unwind(AssertUnwindSafe(|| map(panic))).unwrap_or_else(|payload| {
        js::mapper_failed(&panic.to_js(), &Panic::new(payload).to_js());
        panic.to_js()
    })
}
