//! Parameters and receivers of shims, in the form in which they come from JavaScript. A value that
//! cannot be taken is an error of this call, thrown once all else is dropped.

use core::panic::UnwindSafe;

use wasm_bindgen::convert::FromWasmAbi;

use crate::abi::{LONGREF, REFMUT, WasmDescribe, inform};
use crate::boundary::crossing::{FromJs, MutFromJs, RefFromJs};
use crate::boundary::failure;
use crate::boundary::loan::{Mutable, Shared};
use crate::boundary::refusal::{Reason, Refusal};
use crate::object::poisoning::{Look, Poisons};
use crate::strategy;

/// A parameter taken by value.
pub struct Owned<T: FromJs>(pub(super) Option<T::Abi>);

/// A parameter taken by `&T`. The reference lasts as long as the call, across awaits too.
pub struct Borrowed<T: RefFromJs + ?Sized>(Option<T::Abi>);

/// A parameter taken by `&mut T`.
pub struct BorrowedMut<T: MutFromJs + ?Sized>(Option<T::Abi>);

/// They come across within the call's guard, as the conversion, or the destructor of an object that
/// JavaScript has freed, may be the user's own.
macro_rules! taken_once {
    ($($name:ident: [$($bound:tt)*], $try_from_abi:ident;)*) => {$(
        impl<T: $($bound)*> Drop for $name<T> {
            #[inline]
            fn drop(&mut self) {
                if let Some(js) = self.0.take() {
                    // SAFETY: this was made by `from_abi`, whose caller promised what is asked for here.
                    give_up(|| drop(unsafe { T::$try_from_abi(js) }));
                }
            }
        }

        impl<T: $($bound)*> $name<T> {
            /// What JavaScript gave, which is taken once.
            #[inline]
            pub(crate) fn given(mut self) -> T::Abi {
                self.0.take().expect("nobody else takes it")
            }
        }

        impl<T: $($bound)*> FromWasmAbi for $name<T> {
            type Abi = T::Abi;

            #[inline]
            unsafe fn from_abi(js: Self::Abi) -> Self {
                Self(Some(js))
            }
        }

        // wasm-bindgen asks this of every parameter. What it means is decided by the checks in
        // `unwind_safe`, which see the user's types; these wrappers never outlive the call.
        impl<T: $($bound)*> UnwindSafe for $name<T> {}
    )*};
}

taken_once! {
    Owned: [FromJs], try_from_abi;
    Borrowed: [RefFromJs + ?Sized], try_long_ref_from_abi;
    BorrowedMut: [MutFromJs + ?Sized], try_ref_mut_from_abi;
}

impl<T: FromJs> Owned<T> {
    /// The value.
    ///
    /// # Errors
    ///
    /// If the value could not be taken, or something in it is poisoned.
    ///
    /// # Panics
    ///
    /// If its conversion does.
    #[inline]
    pub fn get(self, name: &'static str, look: Look<T>) -> Result<T, Refusal> {
        // SAFETY: this was made by `from_abi`, whose caller promised what is asked for here.
        let value = unsafe { T::try_from_abi(self.given()) };
        looked(value.map_err(Reason::NotTaken), name, look)
    }
}

/// The value, if nothing in it is poisoned.
#[inline]
pub(super) fn looked<T>(
    value: Result<T, Reason>,
    name: &'static str,
    look: Look<T>,
) -> Result<T, Refusal> {
    let value = value.map_err(|reason| Refusal::new(name, reason))?;
    match look.and_then(|look| look(&value)) {
        Some(reason) => Err(Refusal::new(name, reason)),
        None => Ok(value),
    }
}

impl<T: RefFromJs + ?Sized> Borrowed<T> {
    /// The loan.
    ///
    /// # Errors
    ///
    /// If the value could not be borrowed, or is poisoned.
    #[inline]
    pub fn borrow(self, name: &'static str, poisoning: Poisons<T>) -> Result<Shared<T>, Refusal> {
        // SAFETY: as for `Owned::get`.
        let anchor = unsafe { T::try_long_ref_from_abi(self.given()) };
        Shared::new(anchor, name, poisoning)
    }
}

impl<T: MutFromJs + ?Sized> BorrowedMut<T> {
    /// The loan.
    ///
    /// # Errors
    ///
    /// If the value could not be borrowed, or is poisoned.
    #[inline]
    pub fn borrow(self, name: &'static str, poisoning: Poisons<T>) -> Result<Mutable<T>, Refusal> {
        // SAFETY: as for `Owned::get`.
        let anchor = unsafe { T::try_ref_mut_from_abi(self.given()) };
        Mutable::new(anchor, name, poisoning)
    }
}

/// Drops what a call has not taken that was refused.
#[cold]
#[inline(never)]
pub(super) fn give_up(drop: impl FnOnce()) {
    if let Err(payload) = strategy::catch_unwinding(drop) {
        failure::failed_late(payload);
    }
}

impl<T: FromJs> WasmDescribe for Owned<T> {
    fn describe() {
        T::describe();
    }
}

impl<T: RefFromJs + ?Sized> WasmDescribe for Borrowed<T> {
    fn describe() {
        inform(LONGREF);
        T::describe();
    }
}

impl<T: MutFromJs + ?Sized> WasmDescribe for BorrowedMut<T> {
    fn describe() {
        inform(REFMUT);
        T::describe();
    }
}
