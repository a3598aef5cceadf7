//! The catch around every call from JavaScript.

use wasm_bindgen::JsValue;
use wasm_bindgen::convert::ReturnWasmAbi;

use crate::abi::WasmDescribe;
use crate::boundary::crossing::IntoJs;
use crate::boundary::failure::caught_at;
use crate::boundary::poll::attempt_async;
use crate::boundary::refusal::Refusal;
use crate::boundary::site::Boundary;
use crate::nounwind::nounwind;
use crate::strategy::attempt;
use crate::strategy::returned::Returned;

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
    Guarded(granted(boundary, attempt(body, caught_at(boundary))))
}

/// Polls the body of an export to its end, each poll in a guard of its own.
pub(crate) async fn run_async<R>(
    boundary: Boundary,
    body: impl Future<Output = Result<R, Refusal>> + Unpin,
) -> Result<R, JsValue> {
    granted(boundary, attempt_async(body, caught_at(boundary)).await)
}

/// Runs a body that converts its result by itself.
pub(crate) fn run<R>(
    boundary: Boundary,
    body: impl FnOnce() -> Result<R, Refusal>,
) -> Result<R, JsValue> {
    granted(boundary, attempt(body, caught_at(boundary)))
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

nounwind! {
    fn refused(boundary: Boundary, refusal: Refusal) -> JsValue {
        refusal.into_error(boundary)
    }
}
