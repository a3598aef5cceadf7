//! What ends an instance.

use std::cell::Cell;
use std::fmt::{self, Display, Formatter};
use std::hint::black_box;
use std::rc::Rc;

use unwind_export::{closure, export};
use wasm_bindgen::prelude::*;

pub(crate) fn cause(fault: &str) {
    match fault {
        "unreachable" => unreachable(),
        "abort" => std::process::abort(),
        "stack" => drop(black_box(recurse(black_box(1)))),
        "shadow stack" => drop(black_box(recurse_with_array(black_box(1)))),
        "memory" => exhaust(),
        "bounds" => read_out_of_bounds(),
        "drop" => panic_in_drop(),
        "message" => panic!("{}", Unspeakable),
        _ => panic!("no such fault: {fault}"),
    }
}

/// What a dependency hands to JavaScript by itself.
#[wasm_bindgen]
pub fn plain_closure(fault: String) -> JsValue {
    Closure::<dyn Fn()>::new(move || cause(&fault)).into_js_value()
}

fn unreachable() {
    #[cfg(target_family = "wasm")]
    core::arch::wasm32::unreachable();
}

/// Fills the engine's stack long before its own.
#[inline(never)]
fn recurse(depth: u64) -> u64 {
    let next: fn(u64) -> u64 = black_box(recurse);
    next(depth + 1) + 1
}

#[inline(never)]
fn recurse_with_array(depth: u64) -> u64 {
    let array = black_box([depth; 2048]);
    let next: fn(u64) -> u64 = black_box(recurse_with_array);
    next(depth + 1) + array[2047]
}

fn exhaust() {
    loop {
        std::mem::forget(black_box(Vec::<u8>::with_capacity(64 << 20)));
    }
}

fn read_out_of_bounds() {
    let address = black_box(0xffff_fff0_usize);
    // SAFETY: none, which is the point.
    black_box(unsafe { core::ptr::with_exposed_provenance::<u32>(address).read_volatile() });
}

fn panic_in_drop() {
    struct Fails;
    impl Drop for Fails {
        fn drop(&mut self) {
            panic!("while unwinding");
        }
    }
    let _fails = Fails;
    panic!("the first panic");
}

/// What cannot be said.
struct Unspeakable;

impl Display for Unspeakable {
    fn fmt(&self, _: &mut Formatter<'_>) -> fmt::Result {
        panic!("within a message");
    }
}

/// A panic that reaches no boundary.
#[export]
pub fn catches() {
    unwind_export::catch(|| panic!("caught")).unwrap_err();
}

/// Panics with whatever JavaScript gives.
#[export]
pub fn panic_with(value: JsValue) {
    std::panic::panic_any(value);
}

/// Unwinds without a word to the hook.
#[export]
pub fn cancel(number: u32) {
    std::panic::resume_unwind(Box::new(number));
}

#[export]
pub fn aborting_closure() -> JsValue {
    let shared = Rc::new(Cell::new(0));
    let body = closure!(move |fail: bool| {
        shared.set(shared.get() + 1);
        assert!(!fail, "in an aborting closure");
        shared.get()
    });
    body.into_js_value()
}

#[export]
pub fn counter(start: u32) -> impl FnMut() -> u32 {
    let mut count = start;
    move || {
        count += 1;
        count
    }
}
