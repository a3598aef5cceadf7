//! Payloads of panics whose errors JavaScript may hand back.

use std::cell::{Cell, RefCell};

use crate::payload::boxed::Payload;
use crate::strategy;

/// Nobody says when JavaScript has forgotten an error: so many panics are remembered.
const CAPACITY: usize = 64;

/// Nor how much memory a payload holds: in an instance that has more than this, in bytes, one is.
const MUCH_MEMORY: usize = 256 << 20;

thread_local! {
    static RING: RefCell<Vec<(u32, Option<Payload>)>> = const { RefCell::new(Vec::new()) };
    static LAST_ID: Cell<u32> = const { Cell::new(0) };
}

/// The number of one more panic, from 1.
pub(crate) fn next_id() -> u32 {
    LAST_ID.set(LAST_ID.get().wrapping_add(1).max(1));
    LAST_ID.get()
}

/// Stores the payload of panic `id`. The error has a text itself.
pub(crate) fn store(id: u32, payload: Payload) {
    let payload = Some(payload).filter(|payload| !payload.is::<String>());
    let _ = RING.try_with(|ring| ring.borrow_mut().push((id, payload)));
}

/// Takes the oldest payload out, if there is one too many. It is the user's, and its destructor may
/// panic.
pub(crate) fn evict() -> Option<Payload> {
    let capacity = if strategy::memory() > MUCH_MEMORY {
        1
    } else {
        CAPACITY
    };
    let evict = |ring: &RefCell<Vec<(u32, Option<Payload>)>>| {
        let mut ring = ring.borrow_mut();
        while ring.len() > capacity {
            let (_, evicted) = ring.remove(0);
            if evicted.is_some() {
                return evicted;
            }
        }
        None
    };
    RING.try_with(evict).ok().flatten()
}

/// Takes the payload of panic `id` out, if it is still there.
pub(crate) fn take(id: u32) -> Option<Payload> {
    RING.with_borrow_mut(|ring| {
        let index = ring.iter().rposition(|(stored, _)| *stored == id)?;
        ring.remove(index).1
    })
}
