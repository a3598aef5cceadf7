//! Objects as shims take and lend them, to be watched by Miri (`cargo xtask miri`): on a host with the word size of
//! wasm, which wasm-bindgen's pointers have.

#![cfg(all(not(target_family = "wasm"), target_pointer_width = "32"))]

use std::cell::Cell;
use std::rc::Rc;

use unwind_export::__private0::{
    Borrowed, BorrowedMut, Guarded, Owned, Receiver, Site, body, guard_lent,
};
use unwind_export::{Poison, export};
use wasm_bindgen::convert::{FromWasmAbi, IntoWasmAbi, ReturnWasmAbi, WasmAbi};

/// Counts how often one is dropped.
#[export]
pub struct Session {
    lines: Vec<String>,
    drops: Rc<Cell<u32>>,
    #[export(poison)]
    poison: Poison,
}

#[export]
impl Session {
    /// Adds a line.
    pub fn add(&mut self, line: &str) {
        self.lines.push(line.to_owned());
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.drops.set(self.drops.get() + 1);
    }
}

/// What JavaScript has of an object, as a number.
fn given(drops: &Rc<Cell<u32>>) -> u32 {
    let session = Session {
        lines: vec!["first".to_owned()],
        drops: Rc::clone(drops),
        poison: Poison::new(),
    };
    session.into_abi().split().0
}

fn abi(pointer: u32) -> <Session as IntoWasmAbi>::Abi {
    WasmAbi::join(pointer, (), (), ())
}

fn receiver(pointer: u32) -> Receiver<Session> {
    // SAFETY: each test gives an object up once, as its last use.
    unsafe { Receiver::new(abi(pointer)) }
}

fn count(session: Borrowed<Session>) -> Guarded<usize> {
    body! { guard Site::new("count"), [session: Borrowed::borrow(session, "session", None)?] [] session.lines.len() }
}

fn add(session: BorrowedMut<Session>, line: &str) -> Guarded<()> {
    body! { guard Site::new("add"), [session: BorrowedMut::borrow(session, "session", None)?] [] session.add(line) }
}

fn close(session: Owned<Session>) -> Guarded<usize> {
    body! { guard Site::new("close"), [] [session: Owned::get(session, "session", None)?] session.lines.len() }
}

#[test]
fn an_object_is_lent_changed_and_taken_by_its_methods() {
    let drops = Rc::default();
    let pointer = given(&drops);
    assert_eq!(count(receiver(pointer).borrow()).return_abi(), 1);
    add(receiver(pointer).borrow_mut(), "second").return_abi();
    assert_eq!(count(receiver(pointer).borrow()).return_abi(), 2);
    assert_eq!(drops.get(), 0);
    assert_eq!(close(receiver(pointer).take()).return_abi(), 2);
    assert_eq!(drops.get(), 1);
}

#[test]
fn an_argument_that_nobody_takes_is_dropped_and_one_that_is_lent_is_not() {
    let drops = Rc::default();
    // SAFETY: the object is given up here.
    drop(unsafe { Owned::<Session>::from_abi(abi(given(&drops))) });
    assert_eq!(drops.get(), 1);
    let pointer = given(&drops);
    // SAFETY: JavaScript has the object, and nobody else borrows it.
    drop(unsafe { Borrowed::<Session>::from_abi(abi(pointer)) });
    drop(unsafe { BorrowedMut::<Session>::from_abi(abi(pointer)) });
    assert_eq!(count(receiver(pointer).borrow()).return_abi(), 1);
    drop(receiver(pointer).take());
    assert_eq!(drops.get(), 2);
}

#[test]
fn one_object_is_lent_twice() {
    static SITE: Site = Site::new("twice");
    let drops = Rc::default();
    let pointer = given(&drops);
    let borrow = || receiver(pointer).borrow().borrow("session", None);
    let counted: Guarded<usize> = guard_lent(
        &SITE,
        || Ok((borrow()?, (borrow()?, ()))),
        || Ok(()),
        |(first, (second, ())), ()| first.lines.len() + second.lines.len(),
    );
    assert_eq!(counted.return_abi(), 2);
    drop(receiver(pointer).take());
    assert_eq!(drops.get(), 1);
}
