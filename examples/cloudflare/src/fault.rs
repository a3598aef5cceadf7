//! Ways to fail.

use std::hint::black_box;

/// # Panics
///
/// If it knows no other way.
pub(crate) fn cause(how: &str) {
    match how {
        "overflow" => drop(overflow(1)),
        "exhaust" => exhaust(),
        "throw" => crate::parse_json("}"),
        how => panic!("{how} on demand"),
    }
}

#[inline(never)]
fn overflow(depth: u64) -> u64 {
    let next: fn(u64) -> u64 = black_box(overflow);
    next(depth + 1) + 1
}

fn exhaust() -> ! {
    loop {
        std::mem::forget(black_box(Vec::<u8>::with_capacity(64 << 20)));
    }
}
