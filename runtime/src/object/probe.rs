//! What generated code asks of a type whose name is all that a macro has.

use core::marker::PhantomData;
use core::panic::{AssertUnwindSafe, RefUnwindSafe};

use wasm_bindgen::{JsCast, JsValue};

use crate::object::poison::Poison;
use crate::object::poisoning::{
    Exported, Look, Poisons, in_all, in_all_if_any, in_asserted, in_option, in_value,
};

/// Asks a type what it is by name resolution: an inherent constant, whose `impl` has a bound,
/// comes before the trait's of the same name, whose `impl` has none.
pub struct Probe<T: ?Sized>(PhantomData<T>);

impl<T: Exported> Probe<T> {
    /// How its objects are poisoned.
    pub const POISONING: Poisons<T> = T::POISONING;
}

/// Where there is an object of a class in it.
macro_rules! looks {
    ($($held:ty: $look:expr;)*) => {$(
        impl<T: Exported> Probe<$held> {
            /// Whether it is poisoned.
            pub const LOOK: Look<$held> = if T::LOOK.is_some() { Some($look) } else { None };
            /// Whether a panic that leaves it half-changed poisons it.
            pub const IS_MARKED: bool = T::POISONING.is_some();
        }
    )*};
}

looks! {
    T: in_value;
    Option<T>: in_option;
    Vec<T>: in_all;
    Box<[T]>: in_all;
    Option<Vec<T>>: in_all_if_any;
    Option<Box<[T]>>: in_all_if_any;
    AssertUnwindSafe<T>: in_asserted;
}

impl<T: RefUnwindSafe + ?Sized> Probe<T> {
    /// It can be used again after a panic.
    pub const IS_REF_UNWIND_SAFE: bool = true;
}

impl Probe<Poison> {
    /// It is what marks an object.
    pub const IS_POISON: bool = true;
}

impl<T: JsCast> Probe<T> {
    /// `null` as a `T`: imported types are what JavaScript says they are.
    pub const NULL: fn() -> T = || T::unchecked_from_js(JsValue::NULL);
}

/// What holds for a type of which nothing is known.
pub trait AnyType<T: ?Sized> {
    /// Nothing poisons it.
    const POISONING: Poisons<T> = None;
    /// Nothing in it is poisoned.
    const LOOK: Look<T> = None;
    /// Nothing in it will be.
    const IS_MARKED: bool = false;
    /// It may be half-changed after a panic.
    const IS_REF_UNWIND_SAFE: bool = false;
    /// It marks nothing.
    const IS_POISON: bool = false;
}

impl<T: ?Sized> AnyType<T> for Probe<T> {}

/// What holds for a type that is not JavaScript's.
pub trait RustType<T> {
    /// There is none.
    const NULL: fn() -> T = || panic!("JavaScript gave `null` for a value");
}

impl<T> RustType<T> for Probe<T> {}
