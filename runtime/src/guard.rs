//! The catch around every call from JavaScript.

use wasm_bindgen::JsValue;
use wasm_bindgen::convert::ReturnWasmAbi;

use crate::abi::WasmDescribe;
use crate::boundary::{Boundary, OnPanic, Refusal, Site};
use crate::crossing::IntoJs;
use crate::exception::JsException;
use crate::payload::Payload;
use crate::strategy::{self, Returned, attempt, attempt_async};
use crate::{Panic, js, poison};

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
    Guarded(run(boundary, || match body() {
        Ok(result) => Ok(result.return_abi()),
        Err(refusal) => Err(refusal),
    }))
}

/// The tokens as they are. wasm-bindgen's macro does not look into it: to take the body of a shim
/// apart and put it together again would be a quarter of its work.
#[doc(hidden)]
#[macro_export]
macro_rules! __verbatim {
    ($($tokens:tt)*) => { $($tokens)* };
}

/// Stands around every shim in generated code, in place of wasm-bindgen's function of this name,
/// which the compiler seldom inlines. All that can still panic here is a conversion of
/// wasm-bindgen's own.
#[inline(always)]
#[allow(
    clippy::inline_always,
    reason = "a call, and arguments in memory, double the time of a small export"
)]
pub fn maybe_catch_unwind<R>(shim: impl FnOnce() -> R) -> R {
    match strategy::enclose(shim) {
        Ok(result) => result,
        Err(payload) => failed_outside(payload),
    }
}

#[cold]
#[inline(never)]
fn failed_outside(payload: Payload) -> ! {
    strategy::throw(Panic::new(payload).to_js())
}

/// Polls the body of an export to its end, each poll in a guard of its own.
pub(crate) async fn run_async<R>(
    boundary: Boundary,
    body: impl Future<Output = Result<R, Refusal>> + Unpin,
) -> Result<R, JsValue> {
    match attempt_async(boundary, body, caught).await? {
        Ok(result) => Ok(result),
        Err(refusal) => Err(refused(boundary, refusal)),
    }
}

#[inline]
pub(crate) fn run<R>(
    boundary: Boundary,
    body: impl FnOnce() -> Result<R, Refusal>,
) -> Result<R, JsValue> {
    match attempt(boundary, body, caught)? {
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
