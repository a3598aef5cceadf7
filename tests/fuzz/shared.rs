// What every program has. It is Rust as the generator's is, and is reduced with it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

thread_local!(static LOG: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) });
thread_local!(static FUSE: Cell<u32> = const { Cell::new(0) });
thread_local!(static LIVE: Cell<i32> = const { Cell::new(0) });

fn mark(code: u32) {
    LOG.with_borrow_mut(|log| log.push(code));
}

/// One of these panics in a call: that at which the fuse has burnt down.
#[inline(never)]
fn point(code: u32) {
    mark(code);
    let left = FUSE.get();
    if left == 0 || std::thread::panicking() {
        return;
    }
    FUSE.set(left - 1);
    if left == 1 {
        panic!("the fuse at {code}");
    }
}

/// Not inlined, as README's Limits advise.
#[inline(never)]
fn catching<R>(body: impl FnOnce() -> R) -> std::thread::Result<R> {
    catch_unwind(AssertUnwindSafe(body))
}

#[export]
pub fn begin(fuse: u32) {
    LOG.with_borrow_mut(Vec::clear);
    FUSE.set(fuse);
}

/// What callbacks call.
#[export]
pub fn tick(code: u32) {
    point(40_000 + code % 100);
}

#[export]
pub fn take_log() -> Vec<u32> {
    LOG.take()
}

#[export]
pub fn live() -> i32 {
    LIVE.get()
}

#[export]
pub fn allocations() -> i32 {
    ALLOCATIONS.load(std::sync::atomic::Ordering::Relaxed)
}

struct Tracked {
    id: u32,
}

impl Tracked {
    fn new(id: u32) -> Self {
        LIVE.set(LIVE.get() + 1);
        Self { id: id % 1000 }
    }
}

impl Clone for Tracked {
    fn clone(&self) -> Self {
        point(20_000 + self.id);
        Self::new(self.id)
    }
}

impl Drop for Tracked {
    fn drop(&mut self) {
        LIVE.set(LIVE.get() - 1);
        point(10_000 + self.id);
    }
}

trait Weigh {
    fn weight(&self) -> u32;
}

impl Weigh for Tracked {
    fn weight(&self) -> u32 {
        self.id
    }
}

impl Weigh for String {
    fn weight(&self) -> u32 {
        self.len() as u32
    }
}

impl Weigh for str {
    fn weight(&self) -> u32 {
        self.len() as u32
    }
}

impl Weigh for u8 {
    fn weight(&self) -> u32 {
        u32::from(*self)
    }
}

impl<T: Weigh> Weigh for Vec<T> {
    fn weight(&self) -> u32 {
        self[..].weight()
    }
}

impl<T: Weigh> Weigh for [T] {
    fn weight(&self) -> u32 {
        self.iter().map(Weigh::weight).fold(1, u32::wrapping_add)
    }
}

impl<T: Weigh> Weigh for Rc<T> {
    fn weight(&self) -> u32 {
        (**self).weight()
    }
}

/// Can panic between two elements.
struct Steps {
    left: u32,
    held: Tracked,
}

impl Steps {
    fn new(left: u32) -> Self {
        Self {
            left: left % 5,
            held: Tracked::new(left),
        }
    }
}

impl Iterator for Steps {
    type Item = Tracked;

    fn next(&mut self) -> Option<Tracked> {
        point(30_000 + self.left);
        self.left = self.left.checked_sub(1)?;
        Some(Tracked::new(self.held.id + self.left))
    }
}
