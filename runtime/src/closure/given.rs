//! How what a closure is called with comes from JavaScript.

use core::any::TypeId;

use wasm_bindgen::convert::FromWasmAbi;

use crate::abi::WasmDescribe;
use crate::boundary::crossing::FromJs;
use crate::boundary::refusal::Refusal;
use crate::object::known;
use crate::value::argument::Owned;
use crate::value::given_numbers::{MaybeNumbers, Numbers};
use crate::value::given_text::{MaybeText, Text};
use crate::value::number::Number;

/// Macros see no name of a closure's parameters that JavaScript would know.
pub(crate) const NAME: &str = "argument";

/// The form of a `T`.
pub trait Given<T>: FromWasmAbi + WasmDescribe + 'static {
    /// Called before the closure's catch. What this gives is called within.
    fn early(self) -> impl FnOnce() -> Result<T, Refusal>;
}

/// Says of a closure that its one parameter is a reference.
pub struct Reference;

impl<T: FromJs + 'static> Given<T> for Owned<T> {
    #[inline]
    fn early(self) -> impl FnOnce() -> Result<T, Refusal> {
        // Nothing can go wrong with a number, and a call takes a quarter longer if it is taken within the catch.
        let is_number = TypeId::of::<T>() == TypeId::of::<T::Abi>();
        let number = if is_number {
            // SAFETY: this was made by `from_abi`, whose caller promised what is asked for here.
            Ok(unsafe { T::from_abi(self.given()) })
        } else {
            Err(self)
        };
        move || number.or_else(|owned| owned.get(NAME, known::look()))
    }
}

impl Given<String> for Text {
    #[inline]
    fn early(self) -> impl FnOnce() -> Result<String, Refusal> {
        move || self.get(NAME, None)
    }
}

impl Given<Option<String>> for MaybeText {
    #[inline]
    fn early(self) -> impl FnOnce() -> Result<Option<String>, Refusal> {
        move || self.get(NAME, None)
    }
}

impl<T: Number + 'static, C: From<Vec<T>>> Given<C> for Numbers<T> {
    #[inline]
    fn early(self) -> impl FnOnce() -> Result<C, Refusal> {
        move || self.get(NAME, None)
    }
}

impl<T: Number + 'static, C: From<Vec<T>>> Given<Option<C>> for MaybeNumbers<T> {
    #[inline]
    fn early(self) -> impl FnOnce() -> Result<Option<C>, Refusal> {
        move || self.get(NAME, None)
    }
}
