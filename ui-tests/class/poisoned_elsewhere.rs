use std::cell::Cell;
use std::panic::UnwindSafe;
use std::rc::Rc;

use unwind_export::{Poison, export};

#[export]
pub struct Session {
    reads: Cell<u32>,
    #[export(poison)]
    poison: Poison,
}

#[export]
pub fn taken(_: Session, _: Vec<Session>, _: Option<Session>) {}

#[export]
pub fn lent(_: &Session, _: &mut Session) {}

#[export]
pub struct Handle {
    session: Rc<Session>,
}

#[export]
impl Handle {
    pub fn reads(&self) -> u32 {
        self.session.reads.get()
    }
}

fn unwind_safe(_: impl UnwindSafe) {}

fn captured(session: &Session) {
    unwind_safe(|| session.reads.set(0));
}

fn main() {}
