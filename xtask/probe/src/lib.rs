//! Drops a `Vec` of which one element's `Drop` panics. Some compilers drop wrong elements then: see
//! docs/upstream/llvm-sunk-past-call.md.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicU32, Ordering};

static ORDER: AtomicU32 = AtomicU32::new(0);

struct Element {
    digit: u32,
    panics: bool,
}

impl Drop for Element {
    #[inline(never)]
    fn drop(&mut self) {
        let before = ORDER.load(Ordering::Relaxed);
        ORDER.store(before * 10 + self.digit, Ordering::Relaxed);
        if self.panics {
            resume_unwind(Box::new(()));
        }
    }
}

/// The elements in the order in which they were dropped, as digits: 123 is right.
#[unsafe(no_mangle)]
pub extern "C" fn order() -> u32 {
    let element = |digit| Element {
        digit,
        panics: digit == 1,
    };
    let elements: Vec<_> = (1..=3).map(element).collect();
    drop(catch_unwind(AssertUnwindSafe(|| drop(elements))));
    ORDER.load(Ordering::Relaxed)
}
