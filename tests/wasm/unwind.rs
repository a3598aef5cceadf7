//! What Rust sees of a panic on wasm. What JavaScript sees is tested in `tests/node`.

#![cfg(target_family = "wasm")]

use std::cell::Cell;
use std::panic::panic_any;
use std::rc::Rc;

use unwind_export::{Panic, recovery, spawn};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

/// `catch` in an instance that is kept: only there it catches, where panics abort.
fn catch<R>(f: impl FnOnce() -> R) -> Result<R, Panic> {
    let mut policy = recovery::Policy::default();
    policy.keep_after_panic = true;
    recovery::enable(policy);
    unwind_export::catch(f)
}

#[wasm_bindgen_test]
fn catch_gives_message_and_place() {
    let panic = catch(|| panic!("caught")).unwrap_err();
    assert_eq!(panic.message(), "caught");
    assert!(panic.location().unwrap().file().ends_with("unwind.rs"));
    assert_eq!(panic.export_name(), None);
}

#[wasm_bindgen_test]
fn to_js_is_the_same_object_every_time() {
    let panic = catch(|| panic!("as an object")).unwrap_err();
    let error = panic.to_js();
    assert!(js_sys::Object::is(&error, &panic.to_js()));
    let error: js_sys::Error = error.unchecked_into();
    assert_eq!(String::from(error.name()), "PanicError");
    assert_eq!(String::from(error.message()), "as an object");
}

#[wasm_bindgen_test]
fn the_message_of_a_js_value_is_its_string_form() {
    let panic = catch(|| panic_any(JsValue::from(3.5))).unwrap_err();
    assert_eq!(panic.message(), "3.5");
    let payload = panic.payload().unwrap().downcast_ref::<JsValue>().unwrap();
    assert_eq!(*payload, JsValue::from(3.5));
}

#[wasm_bindgen_test]
fn a_resumed_panic_keeps_its_object() {
    let first = catch(|| panic!("twice")).unwrap_err();
    let error = first.to_js();
    let second: Panic = catch(|| first.resume()).unwrap_err();
    assert!(js_sys::Object::is(&error, &second.to_js()));
}

#[wasm_bindgen_test]
#[cfg_attr(panic = "abort", ignore = "destructors of what the failed call held")]
fn destructors_run_once_and_in_order() {
    struct Noted<'a>(&'a Cell<u32>, u32);
    impl Drop for Noted<'_> {
        fn drop(&mut self) {
            self.0.set(self.0.get() * 10 + self.1);
        }
    }
    let order = Cell::new(0);
    let panic = catch(|| {
        let _first = Noted(&order, 1);
        let _second = Noted(&order, 2);
        panic!("with two to drop");
    });
    assert!(panic.is_err());
    assert_eq!(order.get(), 21);
}

#[wasm_bindgen_test]
async fn tasks_run_beside_the_test() {
    let count = Rc::new(Cell::new(0));
    for _ in 0..10 {
        let count = Rc::clone(&count);
        drop(spawn(async move {
            pause().await;
            count.set(count.get() + 1);
        }));
    }
    assert_eq!(count.get(), 0);
    for _ in 0..5 {
        pause().await;
    }
    assert_eq!(count.get(), 10);
}

async fn pause() {
    let resolved = js_sys::Promise::resolve(&JsValue::UNDEFINED);
    wasm_bindgen_futures::JsFuture::from(resolved)
        .await
        .unwrap();
}
