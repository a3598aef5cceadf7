//! How many catches around calls from JavaScript are on the stack, or have been passed by.

use std::cell::Cell;

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    /// Those that are not on the stack any more, as far as that is known.
    static PASSED_BY: Cell<u32> = const { Cell::new(0) };
}

/// A catch, from before its body until after it. No guard with a destructor: that would run for what passes by too.
pub(super) struct Catch {
    before: u32,
}

impl Catch {
    #[inline]
    pub(super) fn enter() -> Self {
        let before = DEPTH.get();
        DEPTH.set(before.wrapping_add(1));
        Self { before }
    }

    #[inline]
    pub(super) fn leave(self) {
        DEPTH.set(self.before);
    }
}

/// Whether Rust has been entered by a call that has not ended.
pub(crate) fn is_inside() -> bool {
    DEPTH.get() != PASSED_BY.get()
}

/// No call is on the stack.
pub(crate) fn all_have_ended() {
    PASSED_BY.set(DEPTH.get());
}
