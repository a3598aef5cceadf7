//! What a panic becomes at the boundary.

use wasm_bindgen::JsValue;

use crate::boundary::site::{Boundary, OnPanic};
use crate::object::poison::Failing;
use crate::panic::{Panic, observer};
use crate::payload::Payload;
use crate::payload::exception::JsException;
use crate::token;
use crate::{js, strategy};

/// Gives what JavaScript gets for a panic. Never unwinds.
///
/// Of one type for all boundaries, so that what calls it is compiled once, and not for each export.
#[inline]
pub(crate) fn caught_at(boundary: Boundary) -> impl FnOnce(Payload) -> JsValue + Copy {
    move |payload| caught(boundary, payload)
}

#[cold]
#[inline(never)]
fn caught(boundary: Boundary, payload: Payload) -> JsValue {
    let failing = Failing::take();
    let thrown = strategy::catch_unwinding(|| match payload.downcast::<JsException>() {
        Ok(exception) => exception.into_value(),
        Err(payload) => thrown(boundary, payload),
    });
    // Of a payload's destructor, say.
    let thrown = thrown.unwrap_or_else(|payload| Panic::new(payload).to_js());
    failing.with(&thrown);
    thrown
}

/// Tells of a panic as `caught` does, and gives the result that `recover` makes of it. Or what is thrown: a
/// JavaScript exception is no panic, and `recover` may panic itself. Never unwinds.
#[cold]
#[inline(never)]
pub(crate) fn recovered<R>(
    boundary: Boundary,
    payload: Payload,
    recover: impl FnOnce(&Panic) -> R,
) -> Result<R, JsValue> {
    let failing = Failing::take();
    let outcome = strategy::catch_unwinding(|| match payload.downcast::<JsException>() {
        Ok(exception) => Err(exception.into_value()),
        Err(payload) => {
            let panic = leaving(boundary, payload);
            let result = asked(recover, &panic)?;
            Ok((result, panic.to_js()))
        }
    });
    let outcome = outcome.unwrap_or_else(|payload| Err(Panic::new(payload).to_js()));
    let (Ok((_, cause)) | Err(cause)) = &outcome;
    failing.with(cause);
    outcome.map(|(result, _)| result)
}

/// The panic that a task has ended with, which its `JoinHandle` gives.
#[cold]
pub(crate) fn caught_in_task(boundary: Boundary, payload: Payload) -> Panic {
    let failing = Failing::take();
    let panic = leaving(boundary, payload);
    failing.with(&panic.to_js());
    panic
}

/// Runs what nobody waits for: a panic in it goes to the listeners, or to the console.
// Compiled once, and not for each type that may be dropped.
#[inline(never)]
pub(crate) fn unawaited(boundary: Boundary, body: &mut dyn FnMut()) {
    // There is nothing more to be said of one that fails.
    let _ = strategy::catch_body(body)
        .map_err(|payload| strategy::fail(payload, |payload| caught_by_nobody(boundary, payload)));
}

#[cold]
#[inline(never)]
fn caught_by_nobody(boundary: Boundary, payload: Payload) {
    let report = || observer::report_if_unheard(&caught_in_task(boundary, payload));
    if let Err(payload) = strategy::catch_unwinding(report) {
        failed_late(payload);
    }
}

fn thrown(boundary: Boundary, payload: Payload) -> JsValue {
    let panic = leaving(boundary, payload);
    match boundary.on_panic() {
        OnPanic::Throw => panic.to_js(),
        OnPanic::Map(map) => asked(map, &panic).unwrap_or_else(|error| error),
        OnPanic::Abort => {
            js::blame(token::converted(), &panic.to_js());
            strategy::trap()
        }
    }
}

/// The panic as it leaves Rust. At its first boundary, observers are told.
fn leaving(boundary: Boundary, payload: Payload) -> Panic {
    let mut panic = Panic::new(payload);
    if panic.leave(&boundary.name(), boundary.location()) {
        observer::notify(&panic);
    }
    panic
}

/// What a function of the user's makes of a panic. If that panics as well, the error of the first one.
fn asked<R>(function: impl FnOnce(&Panic) -> R, panic: &Panic) -> Result<R, JsValue> {
    strategy::catch(|| function(panic)).map_err(|payload| {
        js::panic::mapper_failed(
            &panic.to_js(),
            &Panic::new(payload).to_js(),
            token::converted(),
        );
        panic.to_js()
    })
}

/// Runs what JavaScript calls of the runtime itself. A panic that gets as far is thrown.
pub(crate) fn or_throw<R>(function: impl FnOnce() -> R) -> R {
    strategy::catch_unwinding(function)
        .unwrap_or_else(|payload| strategy::throw(Panic::new(payload).to_js()))
}

/// Tells of a panic in what a call leaves behind that has failed already.
#[cold]
#[inline(never)]
pub(crate) fn failed_late(payload: Payload) {
    js::report(&Panic::new(payload).to_js(), token::converted());
}
