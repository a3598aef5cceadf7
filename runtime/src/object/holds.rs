//! Values in which there may be an object of a class.

use core::panic::AssertUnwindSafe;
use core::slice::from_ref;

use wasm_bindgen::Nullable;

use crate::boundary::refusal::Reason;
use crate::object::poisoning::{Exported, Look, in_variant};

/// An object of a class, or what JavaScript can give with one in it.
pub trait Holds: Sized {
    /// Whether something in it is poisoned, if that can be.
    const LOOK: Look<Self>;
    /// Whether a panic that leaves an object in it half-changed poisons that.
    const CAN_BE_POISONED: bool;
}

impl<T: Exported> Holds for T {
    const LOOK: Look<Self> = T::LOOK;
    // Not of an enum: in another variant there may be what nothing poisons.
    const CAN_BE_POISONED: bool = T::POISONING.is_some();
}

macro_rules! holds {
    ($($holder:ty, $value:ident => $held:expr;)*) => {$(
        impl<H: Holds> Holds for $holder {
            const LOOK: Look<Self> = match H::LOOK {
                Some(_) => Some(|$value| in_all($held)),
                None => None,
            };
            const CAN_BE_POISONED: bool = H::CAN_BE_POISONED;
        }
    )*};
}

holds! {
    Option<H>, option => option.as_slice();
    Nullable<H>, nullable => match nullable {
        Nullable::Value(value) => from_ref(value),
        Nullable::Null => &[],
    };
    AssertUnwindSafe<H>, asserted => from_ref(&asserted.0);
    Vec<H>, list => list;
    Box<[H]>, list => list;
}

// Not inlined into all that hold a list of them.
#[inline(never)]
fn in_all<H: Holds>(values: &[H]) -> Option<Reason> {
    values.iter().find_map(|value| in_variant(value, H::LOOK))
}
