//! Payloads of panics whose errors JavaScript may hand back.

use std::cell::{Cell, RefCell};

use crate::payload::Payload;
use crate::strategy;

/// Nobody says when JavaScript has forgotten an error: so many newer panics later, its payload
/// may be gone.
const CAPACITY: usize = 64;

/// The number of a panic, and its payload.
type Slot = Option<(u32, Payload)>;

thread_local! {
    /// Each panic has its place, by its number.
    static RING: RefCell<[Slot; CAPACITY]> = const { RefCell::new([const { None }; CAPACITY]) };
    static LAST_ID: Cell<u32> = const { Cell::new(0) };
}

/// The number of one more panic, from 1.
pub(crate) fn next_id() -> u32 {
    LAST_ID.set(LAST_ID.get().wrapping_add(1).max(1));
    LAST_ID.get()
}

fn place(id: u32) -> usize {
    id as usize % CAPACITY
}

/// Keeps the payload of panic `id`, in place of an older one.
pub(crate) fn keep(id: u32, payload: Payload) {
    let evicted = RING.try_with(|ring| ring.borrow_mut()[place(id)].replace((id, payload)));
    // A payload whose destructor panics has nobody left to tell.
    if let Err(payload) = strategy::catch(|| drop(evicted)) {
        core::mem::forget(payload);
    }
}

/// Takes the payload of panic `id` out, if it is still there.
pub(crate) fn take(id: u32) -> Option<Payload> {
    let taken = RING.with_borrow_mut(|ring| ring[place(id)].take_if(|(kept, _)| *kept == id));
    taken.map(|(_, payload)| payload)
}
