//! What generated code asks of a type whose name is all that a macro has.

use core::marker::PhantomData;
use core::panic::RefUnwindSafe;

use wasm_bindgen::{JsCast, JsValue};

use crate::object::holds::Holds;
use crate::object::poison::Poison;
use crate::object::poisoning::{Exported, Look, Poisons};

/// Asks a type what it is by name resolution: an inherent constant, whose `impl` has a bound,
/// comes before the trait's of the same name, whose `impl` has none.
pub struct Probe<T: ?Sized>(PhantomData<T>);

impl<T: Exported> Probe<T> {
    /// How its objects are poisoned.
    pub const POISONING: Poisons<T> = T::POISONING;
    /// It is converted by what our macro writes.
    pub const IS_EXPORTED: bool = true;
}

impl<H: Holds> Probe<H> {
    /// Whether something in it is poisoned.
    pub const LOOK: Look<H> = H::LOOK;
    /// Whether a panic that leaves it half-changed poisons it.
    pub const CAN_BE_POISONED: bool = H::CAN_BE_POISONED;
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
    /// It is a value of JavaScript's.
    pub const IS_JS: bool = true;
}

/// What holds for a type of which nothing is known.
pub trait AnyType<T: ?Sized> {
    /// Nothing poisons it.
    const POISONING: Poisons<T> = None;
    /// It may convert itself.
    const IS_EXPORTED: bool = false;
    /// It is none of JavaScript's.
    const IS_JS: bool = false;
    /// Nothing in it is poisoned.
    const LOOK: Look<T> = None;
    /// Nothing in it can be.
    const CAN_BE_POISONED: bool = false;
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
