//! The catch around every call from JavaScript.

use wasm_bindgen::JsValue;
use wasm_bindgen::convert::ReturnWasmAbi;

use crate::abi::WasmDescribe;
use crate::boundary::crossing::IntoJs;
use crate::boundary::refusal::Refusal;
use crate::boundary::site::{Boundary, OnPanic};
use crate::js;
use crate::object::poison;
use crate::panic::Panic;
use crate::payload::Payload;
use crate::payload::exception::JsException;
use crate::strategy::{self, Returned, attempt, attempt_async};

/// What a shim returns: the result in its JavaScript form, or what is thrown instead.
///
/// Nothing else throws from a shim, and by the time this does every argument has been dropped.
pub struct Guarded<T: IntoJs>(Result<T::Abi, JsValue>);

impl<T: IntoJs> WasmDescribe for Guarded<T> {
    fn describe() {
        T::Abi::describe();
        T::describe();
    }
}

impl<T: IntoJs> ReturnWasmAbi for Guarded<T> {
    type Abi = <T::Abi as Returned>::Guarded;

    #[inline]
    fn return_abi(self) -> Self::Abi {
        T::Abi::leave(self.0)
    }
}

/// What the body of a closure returns, which throws by itself, once its arguments have been dropped:
/// a `Guarded` would go through memory on its way to wasm-bindgen.
pub(crate) struct Left<T: IntoJs>(<Guarded<T> as ReturnWasmAbi>::Abi);

impl<T: IntoJs> From<Guarded<T>> for Left<T> {
    #[inline]
    fn from(guarded: Guarded<T>) -> Self {
        Self(guarded.return_abi())
    }
}

impl<T: IntoJs> WasmDescribe for Left<T> {
    fn describe() {
        Guarded::<T>::describe();
    }
}

impl<T: IntoJs> ReturnWasmAbi for Left<T> {
    type Abi = <Guarded<T> as ReturnWasmAbi>::Abi;

    #[inline]
    fn return_abi(self) -> Self::Abi {
        self.0
    }
}

/// Runs the body of an export or a closure, and converts its result.
#[inline(always)]
#[allow(clippy::inline_always, reason = "a frame more for a panic to capture")]
pub fn guard<T: IntoJs>(
    boundary: impl Into<Boundary>,
    body: impl FnOnce() -> Result<T, Refusal>,
) -> Guarded<T> {
    let boundary = boundary.into();
    let body = || match body() {
        Ok(result) => Ok(result.return_abi()),
        Err(refusal) => Err(refusal),
    };
    Guarded(granted(boundary, attempt(boundary, body, caught)))
}

/// Tells of a panic in what a call leaves behind that has failed already.
#[cold]
#[inline(never)]
pub(crate) fn failed_late(payload: Payload) {
    js::report(&Panic::new(payload).to_js());
}

/// Polls the body of an export to its end, each poll in a guard of its own.
pub(crate) async fn run_async<R>(
    boundary: Boundary,
    body: impl Future<Output = Result<R, Refusal>> + Unpin,
) -> Result<R, JsValue> {
    granted(boundary, attempt_async(boundary, body, caught).await)
}

/// Runs a body that converts its result by itself.
pub(crate) fn run<R>(
    boundary: Boundary,
    body: impl FnOnce() -> Result<R, Refusal>,
) -> Result<R, JsValue> {
    granted(boundary, attempt(boundary, body, caught))
}

/// What a call gives that has run, unless it was refused.
#[inline]
fn granted<R>(
    boundary: Boundary,
    outcome: Result<Result<R, Refusal>, JsValue>,
) -> Result<R, JsValue> {
    match outcome? {
        Ok(result) => Ok(result),
        Err(refusal) => Err(refused(boundary, refusal)),
    }
}

#[cold]
#[inline(never)]
#[allow(improper_ctypes_definitions, reason = "only Rust calls it")]
extern "C" fn refused(boundary: Boundary, refusal: Refusal) -> JsValue {
    refusal.into_error(boundary)
}

/// What JavaScript gets for a panic. Never unwinds.
#[cold]
#[inline(never)]
fn caught(boundary: Boundary, payload: Payload) -> JsValue {
    let thrown = strategy::enclose(|| match payload.downcast::<JsException>() {
        Ok(exception) => exception.into_value(),
        Err(payload) => thrown(boundary, payload),
    });
    // Of a payload's destructor, say.
    let thrown = thrown.unwrap_or_else(|payload| Panic::new(payload).to_js());
    poison::failed(&thrown);
    thrown
}

/// What a `JoinHandle` gives for a panic.
#[cold]
pub(crate) fn caught_in_task(boundary: Boundary, payload: Payload) -> Panic {
    let panic = Panic::at_boundary(payload, boundary);
    poison::failed(&panic.to_js());
    panic
}

fn thrown(boundary: Boundary, payload: Payload) -> JsValue {
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
    strategy::catch(|| map(panic)).unwrap_or_else(|payload| {
        js::mapper_failed(&panic.to_js(), &Panic::new(payload).to_js());
        panic.to_js()
    })
}
