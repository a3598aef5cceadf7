//! The catch around every call from JavaScript.

use wasm_bindgen::JsValue;
use wasm_bindgen::convert::ReturnWasmAbi;

use crate::abi::{IntoJsResult, WasmDescribe};
use crate::boundary::crossing::IntoJs;
use crate::boundary::failure::{caught_at, recovered};
use crate::boundary::loan::{Lending, Loans};
use crate::boundary::poll;
use crate::boundary::refusal::Refusal;
use crate::boundary::site::Boundary;
use crate::nounwind::nounwind;
use crate::panic::Panic;
use crate::payload::Payload;
use crate::strategy::returned::Returned;
use crate::strategy::{self, attempt, attempt_with};

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

/// Runs the body of an export or a closure that borrows from JavaScript: `borrow` and `take` give
/// what `call` is called with.
///
/// One catch is around all of it where panics unwind. What is borrowed is given back on the way there,
/// and only then is anybody told.
#[inline(always)]
#[allow(clippy::inline_always, reason = "as for `guard`")]
pub fn guard_lent<L: Loans, Owned, T: IntoJs>(
    boundary: impl Into<Boundary>,
    borrow: impl FnOnce() -> Result<L, Refusal>,
    take: impl FnOnce() -> Result<Owned, Refusal>,
    call: impl FnOnce(L::Lent<'_>, Owned) -> T,
) -> Guarded<T> {
    let boundary = boundary.into();
    let outcome = lent(borrow, take, call, caught_at(boundary));
    Guarded(granted(boundary, outcome))
}

/// `guard_lent`, where the result of a call that panics is what `recover` makes of that.
#[inline(always)]
#[allow(clippy::inline_always, reason = "as for `guard`")]
pub fn guard_recovering<L: Loans, Owned, T: IntoJs>(
    boundary: impl Into<Boundary>,
    recover: fn(&Panic) -> T,
    borrow: impl FnOnce() -> Result<L, Refusal>,
    take: impl FnOnce() -> Result<Owned, Refusal>,
    call: impl FnOnce(L::Lent<'_>, Owned) -> T,
) -> Guarded<T> {
    let boundary = boundary.into();
    let recover = |panic: &Panic| recover(panic).return_abi();
    let outcome = lent(borrow, take, call, |payload| {
        recovered(boundary, payload, recover)
    });
    let outcome = outcome.map_or_else(|recovered| recovered.map(Ok), Ok);
    Guarded(granted(boundary, outcome))
}

/// What the call gives, or what `caught` makes of its panic.
#[inline(always)]
#[allow(clippy::inline_always, reason = "as for `guard`")]
fn lent<L: Loans, Owned, T: IntoJs, E>(
    borrow: impl FnOnce() -> Result<L, Refusal>,
    take: impl FnOnce() -> Result<Owned, Refusal>,
    call: impl FnOnce(L::Lent<'_>, Owned) -> T,
    caught: impl FnOnce(Payload) -> E,
) -> Result<Result<T::Abi, Refusal>, E> {
    let open = || borrow().map(Lending::new);
    let body = |lending: &mut Lending<L>| {
        let owned = take()?;
        let result = call(lending.lend(), owned);
        lending.end();
        Ok(result.return_abi())
    };
    attempt_with(open, body, caught)
}

/// What the call of an async export gives, in its JavaScript form, or what it fails with.
pub(crate) type AsyncOutcome = Result<Result<JsValue, JsValue>, JsValue>;

/// Polls the body of an async export to its end, each poll in a guard of its own. What it borrows is
/// given back before `caught` tells anybody of a panic, and makes something of it.
pub(crate) async fn run_async<L: Loans, Owned, T: IntoJsResult>(
    boundary: Boundary,
    borrow: impl FnOnce() -> Result<L, Refusal>,
    take: impl FnOnce() -> Result<Owned, Refusal>,
    call: impl AsyncFnOnce(L::Lent<'_>, Owned) -> T,
    caught: impl FnOnce(Payload) -> AsyncOutcome,
) -> AsyncOutcome {
    let mut lending = match borrow() {
        Ok(loans) => Lending::new(loans),
        Err(refusal) => return Err(refused(boundary, refusal)),
    };
    let body = async {
        let owned = take()?;
        let result = call(lending.lend(), owned).await;
        lending.end();
        Ok(result.into_js_result())
    };
    let outcome = poll::to_end(strategy::held!(body)).await;
    match outcome {
        Ok(outcome) => granted(boundary, Ok(outcome)),
        Err(payload) => {
            drop(lending);
            strategy::fail(payload, caught)
        }
    }
}

/// Runs a body that converts its result by itself. Not inlined, for the reason that `strategy::catch` has:
/// what the runtime itself exports has a catch around it.
#[inline(never)]
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
