//! `catch` and `Panic`, which need no JavaScript.

#![cfg(not(target_family = "wasm"))]

use std::panic::panic_any;
use std::thread;

use unwind_export::{Panic, catch};

#[test]
fn what_returns_is_not_a_panic() {
    assert_eq!(catch(|| 1).unwrap(), 1);
}

#[test]
fn a_panic_has_its_message_place_and_payload() {
    let number = std::hint::black_box(7);
    let line = line!() + 1;
    let panic = catch(|| panic!("number {number}")).unwrap_err();
    assert_eq!(panic.message(), "number 7");
    assert_eq!(panic.to_string(), "number 7");
    let location = panic.location().unwrap();
    assert!(location.file().ends_with("catch.rs"), "{location}");
    assert_eq!(location.line(), line);
    assert_eq!(panic.export_name(), None);
    assert_eq!(
        panic.payload().unwrap().downcast_ref::<String>().unwrap(),
        "number 7"
    );
}

#[test]
fn a_static_message_is_a_str() {
    let panic = catch(|| panic!("static")).unwrap_err();
    assert_eq!(
        panic.payload().unwrap().downcast_ref::<&str>(),
        Some(&"static")
    );
}

#[derive(Debug, PartialEq)]
struct Custom(u32);

#[test]
fn a_custom_payload_says_that_it_is_not_a_string() {
    let panic = catch(|| panic_any(Custom(3))).unwrap_err();
    assert!(panic.message().contains("not a string"), "{panic}");
    assert_eq!(panic.payload().unwrap().downcast_ref(), Some(&Custom(3)));
}

#[test]
fn resume_goes_on_with_payload_and_place() {
    let first = catch(|| panic_any(Custom(4))).unwrap_err();
    let place = first.location().cloned();
    let second = catch(|| first.resume()).unwrap_err();
    assert_eq!(second.location().cloned(), place);
    assert_eq!(second.payload().unwrap().downcast_ref(), Some(&Custom(4)));
}

#[test]
fn panics_within_panics_keep_their_places() {
    struct CatchesInDrop;
    impl Drop for CatchesInDrop {
        fn drop(&mut self) {
            let inner = catch(|| panic!("same")).unwrap_err();
            assert_eq!(inner.message(), "same");
        }
    }
    let line = line!() + 3;
    let outer = catch(|| {
        let _guard = CatchesInDrop;
        panic!("same");
    });
    assert_eq!(outer.unwrap_err().location().unwrap().line(), line);
}

#[test]
fn each_thread_has_its_own_panics() {
    let threads: Vec<_> = (0..4)
        .map(|number| {
            thread::spawn(move || {
                (0..100).all(|round| {
                    let expected = format!("{number}.{round}");
                    let panic: Panic = catch(|| panic!("{expected}")).unwrap_err();
                    panic.message() == expected && panic.location().is_some()
                })
            })
        })
        .collect();
    assert!(threads.into_iter().all(|thread| thread.join().unwrap()));
}
