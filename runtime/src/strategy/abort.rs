//! A panic is a trap, after the hook has run. JavaScript catches it: every body runs through
//! `run` of `js/panic/trampoline.mjs`, so that the shim around it returns as usual, with everything
//! that it has borrowed given back and the shadow stack as it was. No destructor of the body
//! has run, so the instance is retired then, unless the user wants it to go on.

use core::any::Any;
use core::hint::black_box;
use core::mem;
use core::ops::DerefMut;
use core::pin::Pin;
use std::cell::{Cell, RefCell};

use wasm_bindgen::JsValue;

use crate::abi::{index_of, schedule_reinit};
use crate::js;
use crate::payload::exception::JsException;
use crate::payload::{Identity, Payload};
use crate::strategy::copied::{Unknown, copied};
use crate::strategy::trampoline::{
    failing, install, is_module_down, rethrow_in_js, retire, run_in_js, trapping, watch_uncaught,
};
use crate::token::{self, token};

/// What `run` gives.
const RETURNED: u32 = 0;
const PANICKED: u32 = 1;
const REFUSED: u32 = 3;

thread_local! {
    /// Of the panic that is under way.
    static PAYLOAD: RefCell<Option<Payload>> = const { RefCell::new(None) };
    /// And what JavaScript will see of it.
    static ERROR: RefCell<JsValue> = const { RefCell::new(JsValue::UNDEFINED) };
    static GOES_ON: Cell<bool> = const { Cell::new(false) };
    /// Whether the payload at hand is why the last body has not been run, or what it gives is lost.
    static IS_REFUSED: Cell<bool> = const { Cell::new(false) };
}

/// Runs `body`, and gives the payload of a panic in it. A trap goes on to JavaScript.
pub(crate) fn catch<R>(body: impl FnOnce() -> R) -> Result<R, Payload> {
    let outcome = enter(body);
    if let Err(payload) = &outcome
        && IS_REFUSED.take()
        && let Some(refusal) = payload.downcast_ref::<JsException>()
    {
        throw(refusal.value().clone());
    }
    outcome
}

/// `catch`, where also a refusal is given, as one that is thrown leaves the frames that it passes on the shadow stack.
/// `fail` is to be called then.
fn enter<R>(body: impl FnOnce() -> R) -> Result<R, Payload> {
    let mut body = Some(body);
    let mut result = None;
    match run(&mut || result = body.take().map(|body| body())) {
        RETURNED => Ok(result.expect("a body that has returned")),
        outcome => {
            if outcome == REFUSED {
                // No destructor may run in an instance that has ended.
                mem::forget((body, result));
            }
            Err(payload(outcome))
        }
    }
}

#[cold]
#[inline(never)]
fn payload(outcome: u32) -> Payload {
    if outcome == PANICKED {
        return PAYLOAD.take().unwrap_or_else(|| Box::new(Unknown));
    }
    IS_REFUSED.set(outcome == REFUSED);
    Box::new(JsException::new(js::take_exception(token::converted())))
}

type Body<'a> = &'a mut dyn FnMut();

fn run(mut body: Body<'_>) -> u32 {
    // SAFETY: the function has `invoke` call the body, which outlives that.
    unsafe { run_in_js(token(), (&raw mut body).cast()) }
}

/// Called by JavaScript.
unsafe extern "C" fn invoke(body: *mut ()) {
    // SAFETY: `run` gave the pointer, and waits.
    unsafe { (*body.cast::<Body<'_>>())() }
}

/// `catch`, where a panic does not cost the instance. Otherwise the panic passes on to JavaScript, as
/// nothing that it would be caught for will run.
pub(crate) fn catch_unless_retired<R>(body: impl FnOnce() -> R) -> Result<R, Payload> {
    if GOES_ON.get() {
        catch(body)
    } else {
        Ok(body())
    }
}

/// `catch`, of what unwinds: nothing does.
#[inline]
pub(crate) fn catch_unwinding<R>(body: impl FnOnce() -> R) -> Result<R, Payload> {
    Ok(body())
}

pub(crate) use crate::strategy::copied::is_known;

/// Throws to JavaScript.
pub(crate) use wasm_bindgen::throw_val as throw;

/// Whether a panic ends in a trap.
pub(crate) const PANICS_TRAP: bool = true;

/// Whether a panic has ended what the instance cannot do without. It counts as panicking from the first on.
pub(crate) fn is_panicking(has_trapped: bool) -> bool {
    has_trapped && !GOES_ON.get()
}

/// Runs a body on the boundary, and gives what `caught` makes of a panic.
#[inline]
pub(crate) fn attempt<R, E>(
    body: impl FnOnce() -> R,
    caught: impl FnOnce(Payload) -> E,
) -> Result<R, E> {
    enter(body).map_err(|payload| fail(payload, caught))
}

/// As `attempt`, with what the body works on. That stays outside of the catch, to be dropped although no
/// destructor of the body runs.
#[inline]
pub(crate) fn attempt_with<S, R, F, E>(
    open: impl FnOnce() -> Result<S, F>,
    body: impl FnOnce(&mut S) -> Result<R, F>,
    caught: impl FnOnce(Payload) -> E,
) -> Result<Result<R, F>, E> {
    let mut state = match open() {
        Ok(state) => state,
        Err(failure) => return Ok(Err(failure)),
    };
    enter(|| body(&mut state)).map_err(|payload| {
        if IS_REFUSED.get() {
            mem::forget(state);
        } else {
            drop(state);
        }
        fail(payload, caught)
    })
}

/// Runs a body on the boundary, and gives the payload of a panic, of which `fail` makes something.
pub(crate) use catch as catch_body;

/// Gives what `caught` makes of a panic, and retires the instance. One that refuses a call has ended.
#[cold]
pub(crate) fn fail<E>(payload: Payload, caught: impl FnOnce(Payload) -> E) -> E {
    if IS_REFUSED.take() {
        return caught(payload);
    }
    let cause = match payload.downcast_ref::<JsException>() {
        Some(exception) => exception.value().clone(),
        None => ERROR.take(),
    };
    let failure = caught(payload);
    if !GOES_ON.get() {
        retire(token::converted(), &cause);
    }
    failure
}

/// Ends a body that a panic has stopped within a poll: it owns nothing that it says it does.
pub(crate) fn end_stopped<F>(body: F) {
    mem::forget(body);
}

/// Drops one where it is held, unless a panic has stopped it.
pub(crate) fn drop_held<F>(held: Pin<impl DerefMut<Target = Option<F>>>, is_stopped: bool) {
    if is_stopped {
        mem::forget(held);
    }
}

/// Holds a future such that it can be forgotten.
#[doc(hidden)]
#[macro_export]
macro_rules! __held {
    ($future:expr) => {
        $crate::__private0::Box::pin($future)
    };
}
pub(crate) use __held as held;

/// Whether an error may have passed by Rust without having been caught: every body is called by way of JavaScript.
pub(crate) fn is_inside() -> bool {
    false
}

/// No call is on the stack.
pub(crate) fn all_have_ended() {}

/// Goes on with `payload`. The hook does not run.
pub(crate) fn resume(payload: Payload) -> ! {
    PAYLOAD.set(Some(payload));
    failing(token(), false);
    core::arch::wasm32::unreachable()
}

/// By what the hook tells the payload again: that of a copy, as nobody will get the original.
pub(crate) fn panicking(payload: &(dyn Any + Send)) -> Identity {
    let copy = copied(payload);
    let identity = Identity::of(&*copy);
    PAYLOAD.set(Some(copy));
    failing(token(), true);
    identity
}

/// Called last by the hook: others' hooks may call JavaScript, and that calls exports.
pub(crate) fn hook_has_run() {
    trapping(token::converted());
}

/// Notes the error of the panic that is under way.
pub(crate) fn note_error(error: Option<&JsValue>) {
    ERROR.set(error.cloned().unwrap_or(JsValue::UNDEFINED));
}

/// Has the compiler write what nothing seems to read any more when a panic ends everything.
#[inline]
pub(crate) fn force_write<T>(written: &mut T) {
    black_box(written);
}

/// Ends the instance as a trap does. By way of JavaScript, which notices no trap otherwise.
pub(crate) fn trap() -> ! {
    run(&mut || core::arch::wasm32::unreachable());
    core::arch::wasm32::unreachable()
}

/// Throws an exception once more, for the glue to take out of its wrapping.
pub(crate) fn rethrow() {
    // SAFETY: no frame of Rust that it passes has anything to drop.
    unsafe { rethrow_in_js(token()) }
}

pub(crate) fn set_up() {
    install(
        token(),
        &wasm_bindgen::function_table(),
        index_of(invoke as *const ()),
        index_of(schedule_reinit as *const ()),
    );
    watch_uncaught(token::converted());
}

/// Whether start functions run: not in an instance that is only there to refuse every call.
pub(crate) fn may_start() -> bool {
    !is_module_down(token::converted())
}

/// Whether this instance goes on after a panic.
pub(crate) fn go_on_after_panic(goes_on: bool) {
    GOES_ON.set(goes_on);
}
