//! Conversions that are the user's own, and may throw by an import as tsify's do. That passes by Rust without running
//! every destructor: all that it passes by is the conversion.

use core::panic::UnwindSafe;

use wasm_bindgen::convert::FromWasmAbi;

use crate::abi::{WasmDescribe, index_of};
use crate::boundary::crossing::FromJs;
use crate::boundary::refusal::{Reason, Refusal};
use crate::js::{self, conversion};
use crate::object::poisoning::Look;
use crate::token::{self, token};
use crate::value::argument::{Owned, give_up, looked};
use crate::{instance, strategy};

/// A parameter taken by value, of a type that converts itself unless `IS_KNOWN`.
pub struct Converted<T: FromJs, const IS_KNOWN: bool>(Owned<T>);

impl<T: FromJs, const IS_KNOWN: bool> Converted<T, IS_KNOWN> {
    /// The value.
    ///
    /// # Errors
    ///
    /// As [`Owned::get`], and if its conversion throws.
    ///
    /// # Panics
    ///
    /// If its conversion does.
    #[inline]
    pub fn get(mut self, name: &'static str, look: Look<T>) -> Result<T, Refusal> {
        Owned(self.0.0.take()).convert(name, look, IS_KNOWN)
    }
}

impl<T: FromJs> Owned<T> {
    /// As `get`. `is_known`: the type does not convert itself.
    #[inline]
    pub(super) fn convert(
        mut self,
        name: &'static str,
        look: Look<T>,
        is_known: bool,
    ) -> Result<T, Refusal> {
        match self.0.take_if(|_| !is_known) {
            Some(js) => looked(taken(js), name, look),
            None => self.get(name, look),
        }
    }
}

/// The value of a type that converts itself.
fn taken<T: FromJs>(js: T::Abi) -> Result<T, Reason> {
    // SAFETY: it was given to `from_abi`, whose caller promised what is asked for here, and is taken once.
    let value = stop_exceptions(|| unsafe { T::try_from_abi(js) })?;
    value.map_err(Reason::NotTaken)
}

impl<T: FromJs, const IS_KNOWN: bool> Drop for Converted<T, IS_KNOWN> {
    #[inline]
    fn drop(&mut self) {
        if let Some(js) = self.0.0.take_if(|_| !IS_KNOWN) {
            give_up(|| drop(taken::<T>(js)));
        }
    }
}

impl<T: FromJs, const IS_KNOWN: bool> WasmDescribe for Converted<T, IS_KNOWN> {
    fn describe() {
        T::describe();
    }
}

impl<T: FromJs, const IS_KNOWN: bool> FromWasmAbi for Converted<T, IS_KNOWN> {
    type Abi = T::Abi;

    #[inline]
    unsafe fn from_abi(js: Self::Abi) -> Self {
        Self(Owned(Some(js)))
    }
}

// As of `Owned`.
impl<T: FromJs, const IS_KNOWN: bool> UnwindSafe for Converted<T, IS_KNOWN> {}

type Conversion<'a> = &'a mut dyn FnMut();

/// What the conversion gives, or why there is nothing. A panic goes on.
#[inline(never)]
fn stop_exceptions<T>(convert: impl FnOnce() -> T) -> Result<T, Reason> {
    let (mut convert, mut outcome) = (Some(convert), None);
    run(&mut || outcome = convert.take().map(strategy::catch_unwinding));
    match outcome {
        Some(Ok(value)) => Ok(value),
        Some(Err(payload)) => strategy::resume(payload),
        None => Err(Reason::Threw(js::take_exception(token::converted()))),
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
