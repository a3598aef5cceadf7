//! What can be poisoned, for closures: nothing but a type's name tells a macro, and they are generic over the values
//! that they are given.

use core::any::{Any, TypeId};
use core::mem::needs_drop;
use core::panic::AssertUnwindSafe;
use std::cell::{Cell, RefCell};

use wasm_bindgen::Nullable;

use crate::boundary::refusal::{Reason, Refusal};
use crate::object::holds::Holds;
use crate::object::poisoning::{Exported, Poisoning, Poisons};

type Known = &'static dyn Any;

thread_local! {
    /// Of each class, how its objects are poisoned; of each type with such an object in it, how to look there. In the
    /// order of what these are.
    static KNOWN: RefCell<Vec<(TypeId, Known)>> = const { RefCell::new(Vec::new()) };
    /// Finds one of a type among these. A module in which nothing can be poisoned is linked without.
    static FIND: Cell<fn(TypeId) -> Option<Known>> = const { Cell::new(|_| None) };
}

type Looking<T> = fn(&T) -> Option<Reason>;

/// How objects of such a class are poisoned, if it is one.
#[inline]
pub(crate) fn poisoning<T: 'static>() -> Poisons<T> {
    found::<Poisoning<T>>().copied()
}

/// Why a closure is not given that value, if something in it is poisoned.
#[inline]
pub(crate) fn refuses<T: 'static>(value: &T) -> Option<Refusal> {
    // A poison has a destructor, and a number has none.
    if !needs_drop::<T>() {
        return None;
    }
    let reason = found::<Looking<T>>().and_then(|look| look(value));
    reason.map(|reason| Refusal::new("argument", reason))
}

#[inline]
fn found<K: 'static>() -> Option<&'static K> {
    FIND.get()(TypeId::of::<K>())?.downcast_ref()
}

/// Makes a class known, as each instance starts, and all in which its objects come.
pub fn poisonable<T: Exported>() {
    if let Some(poisoning) = T::POISONING {
        know(poisoning);
    }
    holding::<T>();
}

/// The same for an enum.
pub fn holding<T: Exported>() {
    know_looks::<T>();
    know_looks::<Option<T>>();
    know_looks::<Nullable<T>>();
    know_looks::<Option<Nullable<T>>>();
    know_looks::<Vec<T>>();
    know_looks::<Box<[T]>>();
    know_looks::<Option<Vec<T>>>();
    know_looks::<Option<Box<[T]>>>();
}

fn know_looks<H: Holds + 'static>() {
    know_look::<H>();
    know_look::<AssertUnwindSafe<H>>();
}

fn know_look<H: Holds + 'static>() {
    if let Some(look) = H::LOOK {
        know(look);
    }
}

fn know<K: 'static>(known: K) {
    let id = TypeId::of::<K>();
    KNOWN.with_borrow_mut(|all| {
        let at = all.partition_point(|&(other, _)| other < id);
        all.insert(at, (id, Box::leak(Box::new(known))));
    });
    FIND.set(|wanted| {
        KNOWN.with_borrow(|all| {
            let at = all.binary_search_by_key(&wanted, |&(id, _)| id).ok()?;
            Some(all[at].1)
        })
    });
}
