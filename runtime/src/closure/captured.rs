use core::mem::{self, ManuallyDrop};
use core::ops::{Deref, DerefMut};
use std::cell::Cell;

use crate::boundary::failure::unawaited;
use crate::boundary::site::Boundary;
use crate::js::{self, HAS_JS};
use crate::token;

thread_local! {
    static IS_EXPECTED: Cell<bool> = const { Cell::new(false) };
}

/// What a closure captures. wasm-bindgen drops it where a panic would end the instance.
pub(crate) struct Captured<F> {
    body: ManuallyDrop<F>,
    boundary: Boundary,
}

impl<F> Captured<F> {
    pub(crate) fn new(body: F, boundary: Boundary) -> Self {
        expect();
        Self {
            body: ManuallyDrop::new(body),
            boundary,
        }
    }
}

/// A closure is about to be made.
pub(crate) fn expect() {
    if HAS_JS && !IS_EXPECTED.replace(true) {
        js::expect_closures(token::converted());
    }
}

impl<F> Deref for Captured<F> {
    type Target = F;

    #[inline]
    fn deref(&self) -> &F {
        &self.body
    }
}

impl<F> DerefMut for Captured<F> {
    #[inline]
    fn deref_mut(&mut self) -> &mut F {
        &mut self.body
    }
}

impl<F> Drop for Captured<F> {
    fn drop(&mut self) {
        if mem::needs_drop::<F>() {
            unawaited(self.boundary, &mut || {
                // SAFETY: it is dropped nowhere else, and nothing uses it after this.
                unsafe { ManuallyDrop::drop(&mut self.body) };
            });
        }
    }
}
