//! Async exports: a future in, a promise out.

use core::marker::PhantomData;

use wasm_bindgen::JsValue;
use wasm_bindgen::convert::FromWasmAbi;

use crate::abi::{IntoJsResult, WasmDescribe};
use crate::boundary::failure::{caught_at, recovered};
use crate::boundary::guard::{self, AsyncOutcome};
use crate::boundary::loan::Loans;
use crate::boundary::refusal::Refusal;
use crate::boundary::site::{Boundary, Site};
use crate::panic::Panic;
use crate::payload::Payload;
use crate::task::table;

/// What an async shim's future gives: the result in its JavaScript form, described as `T`.
pub struct Resolved<T> {
    outcome: Result<JsValue, JsValue>,
    described_as: PhantomData<T>,
}

impl<T: WasmDescribe> WasmDescribe for Resolved<T> {
    fn describe() {
        T::describe();
    }
}

impl<T> IntoJsResult for Resolved<T> {
    fn into_js_result(self) -> Result<JsValue, JsValue> {
        self.outcome
    }
}

impl<T> From<AsyncOutcome> for Resolved<T> {
    fn from(outcome: AsyncOutcome) -> Self {
        Self {
            outcome: outcome.flatten(),
            described_as: PhantomData,
        }
    }
}

/// Runs the body of an async export and converts its result.
pub async fn guard_async<L: Loans, Owned, T: IntoJsResult>(
    site: &'static Site,
    borrow: impl FnOnce() -> Result<L, Refusal>,
    take: impl FnOnce() -> Result<Owned, Refusal>,
    call: impl AsyncFnOnce(L::Lent<'_>, Owned) -> T,
) -> Resolved<T> {
    let boundary = Boundary::Export(site);
    let caught = thrown_at(boundary);
    Resolved::from(guard::run_async(boundary, borrow, take, call, caught).await)
}

/// `guard_async`, where the result of a call that panics is what `recover` makes of that.
pub async fn guard_async_recovering<L: Loans, Owned, T: IntoJsResult>(
    site: &'static Site,
    recover: fn(&Panic) -> T,
    borrow: impl FnOnce() -> Result<L, Refusal>,
    take: impl FnOnce() -> Result<Owned, Refusal>,
    call: impl AsyncFnOnce(L::Lent<'_>, Owned) -> T,
) -> Resolved<T> {
    let boundary = Boundary::Export(site);
    let recover = move |panic: &Panic| recover(panic).into_js_result();
    let caught = move |payload| recovered(boundary, payload, recover);
    Resolved::from(guard::run_async(boundary, borrow, take, call, caught).await)
}

/// Of one type for all exports, as `caught_at` is.
fn thrown_at(boundary: Boundary) -> impl FnOnce(Payload) -> AsyncOutcome {
    move |payload| Err(caught_at(boundary)(payload))
}

/// Polls `future` for the first time, and gives the promise that it settles.
pub fn future_to_promise(
    future: impl Future<Output = Result<JsValue, JsValue>> + 'static,
) -> JsValue {
    table::launch(future)
}

/// What an async import gives: a promise of a `T`.
pub struct Promise<T = JsValue> {
    pub(crate) promise: JsValue,
    described_as: PhantomData<T>,
}

impl<T> WasmDescribe for Promise<T> {
    fn describe() {
        JsValue::describe();
    }
}

impl<T> FromWasmAbi for Promise<T> {
    type Abi = <JsValue as FromWasmAbi>::Abi;

    unsafe fn from_abi(js: Self::Abi) -> Self {
        Self {
            // SAFETY: the caller's promise about `js` is the one asked for here.
            promise: unsafe { JsValue::from_abi(js) },
            described_as: PhantomData,
        }
    }
}
