//! Conversions that are the user's own, and may throw by an import as tsify's do. That passes by Rust without running
//! every destructor: all that it passes by is the conversion.

use crate::abi::index_of;
use crate::boundary::refusal::Reason;
use crate::js::conversion;
use crate::token::{self, token};
use crate::{instance, strategy};

type Conversion<'a> = &'a mut dyn FnMut();

/// What the conversion gives, or why there is nothing. A panic goes on.
#[inline(never)]
pub(super) fn stop_exceptions<T>(convert: impl FnOnce() -> T) -> Result<T, Reason> {
    let (mut convert, mut outcome) = (Some(convert), None);
    run(&mut || outcome = convert.take().map(strategy::catch_unwinding));
    match outcome {
        Some(Ok(value)) => Ok(value),
        Some(Err(payload)) => strategy::resume(payload),
        None => Err(Reason::Threw(
            conversion::take_exception(token::converted()),
        )),
    }
}

fn run(mut conversion: Conversion<'_>) {
    if !token::is_known() {
        // JavaScript could not tell whose function it is.
        instance::set_up();
    }
    let index = index_of(call as *const ());
    // SAFETY: the function at `index` is called with the conversion, which outlives that.
    unsafe { conversion::convert(token(), index, (&raw mut conversion).cast()) }
}

/// Called by JavaScript. What JavaScript throws passes.
unsafe extern "C-unwind" fn call(conversion: *mut ()) {
    // SAFETY: `run` gave the pointer, and waits.
    unsafe { (*conversion.cast::<Conversion<'_>>())() }
}
