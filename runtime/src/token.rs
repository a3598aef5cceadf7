//! By which this instance's module says to the JavaScript half that it calls.

use std::cell::Cell;

thread_local! {
    static TOKEN: Cell<u32> = const { Cell::new(UNKNOWN) };
}

/// Before the instance is set up: JavaScript takes it for the module that is to come.
const UNKNOWN: u32 = u32::MAX;

pub(crate) fn token() -> u32 {
    TOKEN.get()
}

pub(crate) fn set(token: u32) {
    TOKEN.set(token);
}
