//! By which this instance's module says to the JavaScript half that it calls.

use std::cell::Cell;

thread_local! {
    static TOKEN: Cell<i32> = const { Cell::new(UNKNOWN) };
}

/// Before the instance is set up: JavaScript takes it for the module that is to come.
const UNKNOWN: i32 = -1;

/// Not unsigned: wasm-bindgen would convert it on its way, by a function around each import.
#[inline]
pub(crate) fn token() -> i32 {
    TOKEN.get()
}

/// The same, for what the glue surrounds with a function of its own, as it has to convert this. What needs no
/// conversion is imported by wasm itself, which is for calls that have to be fast: with it goes all that the file
/// exports, and of two such functions in one file, bundlers warn that the glue has the file twice.
#[expect(
    clippy::cast_sign_loss,
    reason = "JavaScript knows neither as a module's"
)]
pub(crate) fn converted() -> u32 {
    token() as u32
}

/// Whether the instance is set up.
#[inline]
pub(crate) fn is_known() -> bool {
    TOKEN.get() != UNKNOWN
}

pub(crate) fn set(token: i32) {
    TOKEN.set(token);
}
