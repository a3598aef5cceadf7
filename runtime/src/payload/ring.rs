//! Payloads of panics whose errors JavaScript may hand back.

use std::cell::{Cell, RefCell};

use crate::payload::Payload;

/// Nobody says when JavaScript has forgotten an error: this many payloads are stored.
const CAPACITY: usize = 64;

thread_local! {
    static RING: RefCell<Vec<(u32, Payload)>> = const { RefCell::new(Vec::new()) };
    static LAST_ID: Cell<u32> = const { Cell::new(0) };
}

/// The number of one more panic, from 1.
pub(crate) fn next_id() -> u32 {
    LAST_ID.set(LAST_ID.get().wrapping_add(1).max(1));
    LAST_ID.get()
}

/// Adds an item, in place of the oldest where there are `capacity`. Gives that.
pub(crate) fn push<T>(items: &mut Vec<T>, capacity: usize, item: T) -> Option<T> {
    let evicted = (items.len() == capacity).then(|| items.remove(0));
    items.push(item);
    evicted
}

/// Stores the payload of panic `id`, in place of the oldest. Gives that: it is the user's, and its
/// destructor may panic.
pub(crate) fn store(id: u32, payload: Payload) -> Option<Payload> {
    RING.try_with(|ring| push(&mut ring.borrow_mut(), CAPACITY, (id, payload)))
        .ok()
        .flatten()
        .map(|(_, evicted)| evicted)
}

/// Takes the payload of panic `id` out, if it is still there.
pub(crate) fn take(id: u32) -> Option<Payload> {
    RING.with_borrow_mut(|ring| {
        let index = ring.iter().rposition(|(stored, _)| *stored == id)?;
        Some(ring.remove(index).1)
    })
}
