//! Parameters and receivers of shims. A value that cannot be taken is an error of this call,
//! thrown once all else is dropped.

use core::borrow::Borrow;
use core::panic::UnwindSafe;

use wasm_bindgen::convert::FromWasmAbi;

use crate::abi::{LONGREF, REFMUT, WasmDescribe, inform};
use crate::boundary::crossing::{FromJs, MutFromJs, RefFromJs};
use crate::boundary::failure;
use crate::boundary::refusal::{Reason, Refusal};
use crate::object::poisoning::{Flag, Poisons, poison};
use crate::strategy;

/// A parameter taken by value. It comes across within the call's guard, as its conversion may be
/// the user's own.
pub struct Owned<T: FromJs>(Option<T::Abi>);

impl<T: FromJs> Owned<T> {
    /// The value.
    ///
    /// # Errors
    ///
    /// If the value could not be taken, or is poisoned.
    ///
    /// # Panics
    ///
    /// If its conversion does.
    #[inline]
    pub fn get(mut self, name: &'static str, poisoning: Poisons<T>) -> Result<T, Refusal> {
        let js = self.0.take().expect("a value is taken once");
        // SAFETY: this was made by `from_abi`, whose caller promised what is asked for here.
        let value = unsafe { T::try_from_abi(js) }
            .map_err(|reason| Refusal::new(name, Reason::NotTaken(reason)))?;
        refuse_poisoned(&value, name, poisoning)?;
        Ok(value)
    }
}

impl<T: FromJs> Drop for Owned<T> {
    #[inline]
    fn drop(&mut self) {
        if let Some(js) = self.0.take() {
            give_up::<T>(js);
        }
    }
}

/// Drops what a call has not taken that was refused.
#[cold]
#[inline(never)]
fn give_up<T: FromJs>(js: T::Abi) {
    // SAFETY: as for `Owned::get`.
    let dropped = strategy::catch_unwinding(|| drop(unsafe { T::try_from_abi(js) }));
    if let Err(payload) = dropped {
        failure::failed_late(payload);
    }
}

/// A parameter taken by `&T`. The reference lasts as long as the call, across awaits too.
pub struct Borrowed<T: RefFromJs + ?Sized> {
    anchor: Result<T::Anchor, &'static str>,
    /// What to poison, as long as the call has not come to its end.
    armed: Option<Flag<T>>,
}

impl<T: RefFromJs + ?Sized> Borrowed<T> {
    /// The reference.
    ///
    /// # Errors
    ///
    /// If the value could not be borrowed, or is poisoned.
    #[inline]
    pub fn get(
        &mut self,
        name: &'static str,
        poisoning: Poisons<T>,
    ) -> Result<Lent<'_, &T, T>, Refusal> {
        match &self.anchor {
            Ok(anchor) => {
                let value = anchor.borrow();
                refuse_poisoned(value, name, poisoning)?;
                Ok(Lent {
                    value,
                    flag: poisoning
                        .filter(|how| how.through_shared)
                        .map(|how| how.flag),
                    armed: &mut self.armed,
                })
            }
            Err(reason) => Err(Refusal::new(name, Reason::NotBorrowed(reason))),
        }
    }
}

impl<T: RefFromJs + ?Sized> Drop for Borrowed<T> {
    #[inline]
    fn drop(&mut self) {
        if let (Ok(anchor), Some(flag)) = (&self.anchor, self.armed) {
            poison(flag, anchor.borrow());
        }
    }
}

/// A parameter taken by `&mut T`.
pub struct BorrowedMut<T: MutFromJs + ?Sized> {
    anchor: Result<T::Anchor, &'static str>,
    /// What to poison, as long as the call has not come to its end.
    armed: Option<Flag<T>>,
}

impl<T: MutFromJs + ?Sized> BorrowedMut<T> {
    /// The reference.
    ///
    /// # Errors
    ///
    /// If the value could not be borrowed, or is poisoned.
    #[inline]
    pub fn get(
        &mut self,
        name: &'static str,
        poisoning: Poisons<T>,
    ) -> Result<Lent<'_, &mut T, T>, Refusal> {
        match &mut self.anchor {
            Ok(anchor) => {
                refuse_poisoned(&**anchor, name, poisoning)?;
                Ok(Lent {
                    value: &mut **anchor,
                    flag: poisoning.map(|how| how.flag),
                    armed: &mut self.armed,
                })
            }
            Err(reason) => Err(Refusal::new(name, Reason::NotBorrowed(reason))),
        }
    }
}

impl<T: MutFromJs + ?Sized> Drop for BorrowedMut<T> {
    #[inline]
    fn drop(&mut self) {
        if let (Ok(anchor), Some(flag)) = (&self.anchor, self.armed) {
            poison(flag, &**anchor);
        }
    }
}

/// A reference for the user's function. A call that does not give it back has failed, and
/// poisons.
#[must_use]
pub struct Lent<'a, Reference, T: ?Sized> {
    value: Reference,
    flag: Option<Flag<T>>,
    armed: &'a mut Option<Flag<T>>,
}

impl<Reference, T: ?Sized> Lent<'_, Reference, T> {
    /// The reference, once nothing can refuse the call any more.
    #[inline]
    pub fn lend(&mut self) -> &mut Reference {
        // Nothing is stored for most classes, which have nothing to poison.
        if self.flag.is_some() {
            *self.armed = self.flag;
            strategy::force_write(self.armed);
        }
        &mut self.value
    }

    /// The function has returned.
    #[inline]
    pub fn give_back(self) {
        if self.flag.is_some() {
            *self.armed = None;
        }
    }
}

#[inline]
fn refuse_poisoned<T: ?Sized>(
    value: &T,
    name: &'static str,
    poisoning: Poisons<T>,
) -> Result<(), Refusal> {
    match poisoning {
        Some(how) if how.refuses(value) => Err(Refusal::new(name, how.reason(value))),
        _ => Ok(()),
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

// SAFETY of the three: the caller's promise about `js` is the one that `T` asks for.

impl<T: FromJs> FromWasmAbi for Owned<T> {
    type Abi = T::Abi;

    #[inline]
    unsafe fn from_abi(js: Self::Abi) -> Self {
        Self(Some(js))
    }
}

impl<T: RefFromJs + ?Sized> FromWasmAbi for Borrowed<T> {
    type Abi = T::Abi;

    #[inline]
    unsafe fn from_abi(js: Self::Abi) -> Self {
        Self {
            anchor: unsafe { T::try_long_ref_from_abi(js) },
            armed: None,
        }
    }
}

impl<T: MutFromJs + ?Sized> FromWasmAbi for BorrowedMut<T> {
    type Abi = T::Abi;

    #[inline]
    unsafe fn from_abi(js: Self::Abi) -> Self {
        Self {
            anchor: unsafe { T::try_ref_mut_from_abi(js) },
            armed: None,
        }
    }
}

// wasm-bindgen asks this of every parameter. What it means is decided by the checks in
// `unwind_safe`, which see the user's types; these wrappers never outlive the call.
impl<T: FromJs> UnwindSafe for Owned<T> {}
impl<T: RefFromJs + ?Sized> UnwindSafe for Borrowed<T> {}
impl<T: MutFromJs + ?Sized> UnwindSafe for BorrowedMut<T> {}
