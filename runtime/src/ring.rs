//! Payloads of panics whose errors JavaScript may hand back.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use crate::payload::Payload;
use crate::strategy;

/// Nobody says when JavaScript has forgotten an error: this many payloads are kept.
const CAPACITY: usize = 64;

thread_local! {
    static RING: RefCell<VecDeque<(u32, Payload)>> = const { RefCell::new(VecDeque::new()) };
    static LAST_ID: Cell<u32> = const { Cell::new(0) };
}

/// The number of one more panic, from 1.
pub(crate) fn next_id() -> u32 {
    LAST_ID.set(LAST_ID.get().wrapping_add(1).max(1));
    LAST_ID.get()
}

/// Keeps the payload of panic `id`, in place of the oldest.
pub(crate) fn keep(id: u32, payload: Payload) {
    let evicted = RING.try_with(|ring| {
        let mut ring = ring.borrow_mut();
        let evicted = (ring.len() == CAPACITY).then(|| ring.pop_front());
        ring.push_back((id, payload));
        evicted
    });
    // A payload whose destructor panics has nobody left to tell.
    if let Err(payload) = strategy::catch(|| drop(evicted)) {
        core::mem::forget(payload);
    }
}

/// Takes the payload of panic `id` out, if it is still there.
pub(crate) fn take(id: u32) -> Option<Payload> {
    RING.with_borrow_mut(|ring| {
        let index = ring.iter().rposition(|(kept, _)| *kept == id)?;
        ring.remove(index).map(|(_, payload)| payload)
    })
}
