//! Which closures `closure!` has caught, and which end the instance: by their types alone.

#![cfg(not(target_family = "wasm"))]

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, UnwindSafe};
use std::rc::Rc;
use std::sync::{Arc, Mutex};

use unwind_export::__private0::is_unwind_safe;
use unwind_export::Poison;

fn routed<F>(_: &F) -> bool {
    is_unwind_safe::<F>()
}

#[test]
fn what_is_unwind_safe_is_caught() {
    let number = 1;
    let text = String::from("text");
    let shared = Arc::new(Mutex::new(0));
    let cell = Cell::new(0);
    let asserted = AssertUnwindSafe(Rc::new(Cell::new(0)));
    assert!(routed(&|| ()));
    assert!(routed(&move || number));
    assert!(routed(&move || text.len()));
    assert!(routed(&move || *shared.lock().unwrap() += 1));
    let poison = Rc::new(Poison::new());
    assert!(routed(&move || poison.clear()));
    // Owned by the closure alone, and so `UnwindSafe`.
    assert!(routed(&move || cell.set(1)));
    assert!(routed(&move || asserted.set(1)));
    let boxed: Box<dyn Fn() + UnwindSafe> = Box::new(|| ());
    assert!(routed(&boxed));
}

#[test]
fn what_is_not_ends_the_instance() {
    let shared = Rc::new(RefCell::new(0));
    let mut number = 0;
    let cell = Cell::new(0);
    assert!(!routed(&move || shared.replace(1)));
    assert!(!routed(&|| cell.set(1)));
    assert!(!routed(&|| number += 1));
    let boxed: Box<dyn Fn()> = Box::new(|| ());
    assert!(!routed(&boxed));
    assert!(!routed(&move || boxed()));
}
