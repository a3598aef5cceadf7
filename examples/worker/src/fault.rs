//! What ends an instance.

use std::hint::black_box;

#[inline(never)]
pub(crate) fn overflow(depth: u64) -> u64 {
    let next: fn(u64) -> u64 = black_box(overflow);
    next(depth + 1) + 1
}

pub(crate) fn exhaust() -> ! {
    loop {
        std::mem::forget(black_box(Vec::<u8>::with_capacity(64 << 20)));
    }
}
