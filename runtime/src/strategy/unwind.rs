//! Panics unwind, and a guard catches them.

use core::any::Any;
use core::hint::black_box;
use core::ops::DerefMut;
use core::panic::AssertUnwindSafe;
use core::pin::Pin;
use std::panic::{catch_unwind, resume_unwind};
use std::thread;

use wasm_bindgen::convert::WasmAbi;
use wasm_bindgen::{JsValue, throw_val};

use crate::js::{self, HAS_JS, direct};
use crate::nounwind::nounwind;
use crate::payload::{Identity, Payload};
use crate::strategy::depth::Catch;
use crate::strategy::returned::Returned;
use crate::token::{self, token};

/// Runs `body`, and gives what it unwinds with.
///
/// A function of its own, as are all catches but a shim's, which nothing encloses: LLVM writes invalid
/// modules, or leaves destructors out, where a catch is inlined into what another one encloses, or
/// something that has to be dropped. See `docs/upstream/llvm-pad-order.md`.
#[inline(never)]
pub(crate) fn catch<R>(body: impl FnOnce() -> R) -> Result<R, Payload> {
    // What a panic may leave half-changed was checked where the user's types were at hand.
    catch_unwind(AssertUnwindSafe(body))
}

/// `catch`, where a panic does not cost the instance: always.
pub(crate) use catch as catch_unless_retired;

/// `catch`, of what unwinds: every panic.
pub(crate) use catch as catch_unwinding;

/// Runs a body on the boundary, and gives what `caught` makes of a panic.
#[inline(always)]
#[allow(clippy::inline_always, reason = "a frame more for a panic to capture")]
pub(crate) fn attempt<R, E>(
    body: impl FnOnce() -> R,
    caught: impl FnOnce(Payload) -> E,
) -> Result<R, E> {
    let catch = Catch::enter();
    // Not `catch`: as `guard`, this is compiled once for each export.
    let outcome = catch_unwind(AssertUnwindSafe(body));
    catch.leave();
    match outcome {
        Ok(result) => Ok(result),
        Err(payload) => Err(failed(payload, caught)),
    }
}

nounwind! {
    fn failed<E>(payload: Payload, caught: impl FnOnce(Payload) -> E) -> E {
        end_if_a_panic_was_lost();
        caught(payload)
    }
}

/// As `attempt`, with what the body works on, all within one catch.
#[inline(always)]
#[allow(clippy::inline_always, reason = "as for `attempt`")]
pub(crate) fn attempt_with<S, R, F, E>(
    open: impl FnOnce() -> Result<S, F>,
    body: impl FnOnce(&mut S) -> Result<R, F>,
    caught: impl FnOnce(Payload) -> E,
) -> Result<Result<R, F>, E> {
    attempt(|| body(&mut open()?), caught)
}

/// Runs a body on the boundary, and gives the payload of a panic, of which `fail` makes something. Not
/// inlined, for the reason that `catch` has.
#[inline(never)]
pub(crate) fn catch_body<R>(body: impl FnOnce() -> R) -> Result<R, Payload> {
    attempt(body, |payload| payload)
}

/// Gives what `caught` makes of a panic that `catch_body` has caught.
pub(crate) fn fail<E>(payload: Payload, caught: impl FnOnce(Payload) -> E) -> E {
    caught(payload)
}

/// Ends a body that a panic has stopped within a poll.
pub(crate) fn end_stopped<F>(body: F) {
    drop(body);
}

/// Drops one where it is held.
pub(crate) fn drop_held<F>(mut held: Pin<impl DerefMut<Target = Option<F>>>, _is_stopped: bool) {
    held.set(None);
}

/// Holds a future where it is made: each async function that it were given to would have room
/// for it twice.
#[doc(hidden)]
#[macro_export]
macro_rules! __held {
    ($future:expr) => {
        ::core::pin::pin!($future)
    };
}
pub(crate) use __held as held;

/// A second panic replaced the first while it was unwinding. The thread then counts as
/// panicking for ever, and no mutex would be poisoned again. A thread that was panicking before
/// the call is another thing: a destructor has made the call. Only the stack tells the two apart, as
/// asking the thread before each call would take its time.
fn end_if_a_panic_was_lost() {
    if HAS_JS && thread::panicking() && js::panic::is_panic_lost(token::converted()) {
        trap();
    }
}

/// Whether a panic ends in a trap.
pub(crate) const PANICS_TRAP: bool = false;

/// Whether a panic is under way.
pub(crate) fn is_panicking(_has_trapped: bool) -> bool {
    thread::panicking()
}

pub(crate) use crate::strategy::depth::{all_have_ended, is_inside};

/// Unwinds with `payload`. The hook does not run.
pub(crate) fn resume(payload: Payload) -> ! {
    if HAS_JS {
        js::panic::unwinding(token::converted());
    }
    resume_unwind(payload)
}

/// By what the hook tells the payload again, once it is caught.
pub(crate) fn panicking(payload: &(dyn Any + Send)) -> Identity {
    Identity::of(payload)
}

/// Nothing follows the hook but unwinding.
pub(crate) fn hook_has_run() {}

/// The error of a panic is with what the hook knows of it.
pub(crate) fn note_error(_: Option<&JsValue>) {}

/// Whether that payload is what the panic carried: always.
pub(crate) fn is_known(_: &(dyn Any + Send)) -> bool {
    true
}

/// Nothing has to be done for what is written before a panic to be there after it.
#[inline]
pub(crate) fn force_write<T>(_: &mut T) {}

/// Ends the instance as a trap does.
pub(crate) fn trap() -> ! {
    #[cfg(target_family = "wasm")]
    core::arch::wasm32::unreachable();
    #[cfg(not(target_family = "wasm"))]
    std::process::abort()
}

/// There is nothing to throw.
pub(crate) fn rethrow() {}

/// There is nothing to set up.
pub(crate) fn set_up() {}

/// Whether start functions run: always.
pub(crate) fn may_start() -> bool {
    true
}

/// An instance always goes on: destructors have run.
pub(crate) fn go_on_after_panic(_: bool) {}

/// An error is thrown.
impl<A: WasmAbi> Returned for A {
    type Guarded = A;

    #[inline]
    fn leave(result: Result<A, JsValue>) -> A {
        result.unwrap_or_else(|thrown| throw(thrown))
    }

    fn describe() {}
}

/// Throws to the glue of an export.
///
/// LLVM takes `throw_val` for a function that cannot unwind, and may then place a call of it
/// inside a `try`, whose cleanup drops again what has been dropped. It knows nothing about a
/// function that it cannot see.
#[cold]
#[inline(never)]
pub(crate) fn throw(thrown: JsValue) -> ! {
    if HAS_JS && js::panic::stash_wrapped(token::converted(), &thrown) {
        // Not to be dropped by what is thrown on its way: that would be caught for it.
        drop(thrown);
        direct::throw_stashed(token());
    }
    black_box::<fn(JsValue) -> !>(throw_val)(thrown)
}
