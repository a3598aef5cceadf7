//! What can be poisoned, for closures: nothing but a type's name tells a macro, and they are generic over the values
//! that they are given.

use core::any::{Any, TypeId};
use core::marker::PhantomData;
use core::mem::needs_drop;
use core::panic::AssertUnwindSafe;
use std::cell::{Cell, RefCell};

use wasm_bindgen::Nullable;

use crate::object::holds::Holds;
use crate::object::poisoning::{Exported, Look, Poisons};

type Known = &'static dyn Any;

thread_local! {
    /// Of each class, how its objects are poisoned; of each type with such an object in it, how to look there. In the
    /// order of what these are.
    static KNOWN: RefCell<Vec<(TypeId, Known)>> = const { RefCell::new(Vec::new()) };
    /// Finds one of a type among these. A module in which nothing can be poisoned is linked without.
    static FIND: Cell<fn(TypeId) -> Option<Known>> = const { Cell::new(|_| None) };
}

/// How objects of such a class are poisoned, if it is one.
#[inline]
pub(crate) fn poisoning<T: 'static>() -> Poisons<T> {
    found::<Poisons<T>>().copied().flatten()
}

/// Whether something in such a value is poisoned, if that can be.
#[inline]
pub(crate) fn look<T: 'static>() -> Look<T> {
    // A poison has a destructor, and a number has none.
    if !needs_drop::<T>() {
        return None;
    }
    found::<Look<T>>().copied().flatten()
}

#[inline]
fn found<K: 'static>() -> Option<&'static K> {
    FIND.get()(TypeId::of::<K>())?.downcast_ref()
}

/// What is known of a class or an enum. A table, as code that makes one would take far more room.
struct Table<T>(PhantomData<T>);

impl<T: Exported> Table<T> {
    const ALL: &'static [Known] = &[
        &T::POISONING,
        &<T as Holds>::LOOK,
        &<Option<T>>::LOOK,
        &<Nullable<T>>::LOOK,
        &<Option<Nullable<T>>>::LOOK,
        &<Vec<T>>::LOOK,
        &<Box<[T]>>::LOOK,
        &<Option<Vec<T>>>::LOOK,
        &<Option<Box<[T]>>>::LOOK,
        &<AssertUnwindSafe<T>>::LOOK,
        &<AssertUnwindSafe<Option<T>>>::LOOK,
        &<AssertUnwindSafe<Nullable<T>>>::LOOK,
        &<AssertUnwindSafe<Option<Nullable<T>>>>::LOOK,
        &<AssertUnwindSafe<Vec<T>>>::LOOK,
        &<AssertUnwindSafe<Box<[T]>>>::LOOK,
        &<AssertUnwindSafe<Option<Vec<T>>>>::LOOK,
        &<AssertUnwindSafe<Option<Box<[T]>>>>::LOOK,
    ];
}

/// Makes what can be poisoned known, as each instance starts, and all in which it comes.
pub fn poisonable<T: Exported>() {
    // Of an enum, only its types tell.
    if T::LOOK.is_some() {
        know(Table::<T>::ALL);
    }
}

fn know(table: &[Known]) {
    KNOWN.with_borrow_mut(|all| {
        // Not by a sort: that is more code.
        for &known in table {
            let id = Any::type_id(known);
            let at = all.partition_point(|&(other, _)| other < id);
            all.insert(at, (id, known));
        }
    });
    FIND.set(|wanted| {
        KNOWN.with_borrow(|all| {
            let at = all.binary_search_by_key(&wanted, |&(id, _)| id).ok()?;
            Some(all[at].1)
        })
    });
}
