//! Parameters of shims. Each holds the outcome of its conversion, so that a value that
//! cannot be taken is an error of this call, thrown once everything else has been dropped.

use core::borrow::Borrow;
use core::panic::UnwindSafe;

use wasm_bindgen::convert::FromWasmAbi;

use crate::abi::{LONGREF, REFMUT, WasmDescribe, inform};
use crate::boundary::BadArgument;
use crate::crossing::{FromJs, MutFromJs, RefFromJs};

/// A parameter taken by value.
pub struct Owned<T: FromJs>(Result<T, &'static str>);

impl<T: FromJs> Owned<T> {
    /// The value.
    ///
    /// # Errors
    ///
    /// The parameter's name, if the value could not be taken.
    #[inline]
    pub fn get(self, parameter: &'static str) -> Result<T, BadArgument> {
        self.0.map_err(|reason| BadArgument { parameter, reason })
    }
}

impl<T: FromJs> WasmDescribe for Owned<T> {
    fn describe() {
        T::describe();
    }
}

impl<T: FromJs> FromWasmAbi for Owned<T> {
    type Abi = T::Abi;

    #[inline]
    unsafe fn from_abi(js: Self::Abi) -> Self {
        // SAFETY: the caller's promise about `js` is the one that `T` asks for.
        Self(unsafe { T::try_from_abi(js) })
    }
}

/// A parameter taken by `&T`. The reference lasts as long as the call, across awaits too.
pub struct Borrowed<T: RefFromJs + ?Sized>(Result<T::Anchor, &'static str>);

impl<T: RefFromJs + ?Sized> Borrowed<T> {
    /// The reference.
    ///
    /// # Errors
    ///
    /// The parameter's name, if the value could not be borrowed.
    #[inline]
    pub fn get(&self, parameter: &'static str) -> Result<&T, BadArgument> {
        match &self.0 {
            Ok(anchor) => Ok(anchor.borrow()),
            Err(reason) => Err(BadArgument { parameter, reason }),
        }
    }
}

impl<T: RefFromJs + ?Sized> WasmDescribe for Borrowed<T> {
    fn describe() {
        inform(LONGREF);
        T::describe();
    }
}

impl<T: RefFromJs + ?Sized> FromWasmAbi for Borrowed<T> {
    type Abi = T::Abi;

    #[inline]
    unsafe fn from_abi(js: Self::Abi) -> Self {
        // SAFETY: the caller's promise about `js` is the one that `T` asks for.
        Self(unsafe { T::try_long_ref_from_abi(js) })
    }
}

/// A parameter taken by `&mut T`.
pub struct BorrowedMut<T: MutFromJs + ?Sized>(Result<T::Anchor, &'static str>);

impl<T: MutFromJs + ?Sized> BorrowedMut<T> {
    /// The reference.
    ///
    /// # Errors
    ///
    /// The parameter's name, if the value could not be borrowed.
    #[inline]
    pub fn get(&mut self, parameter: &'static str) -> Result<&mut T, BadArgument> {
        match &mut self.0 {
            Ok(anchor) => Ok(&mut **anchor),
            Err(reason) => Err(BadArgument { parameter, reason }),
        }
    }
}

impl<T: MutFromJs + ?Sized> WasmDescribe for BorrowedMut<T> {
    fn describe() {
        inform(REFMUT);
        T::describe();
    }
}

impl<T: MutFromJs + ?Sized> FromWasmAbi for BorrowedMut<T> {
    type Abi = T::Abi;

    #[inline]
    unsafe fn from_abi(js: Self::Abi) -> Self {
        // SAFETY: the caller's promise about `js` is the one that `T` asks for.
        Self(unsafe { T::try_ref_mut_from_abi(js) })
    }
}

// wasm-bindgen asks this of every parameter. What it means is decided by the checks in
// `unwind_safe`, which see the user's types; these wrappers never outlive the call.
impl<T: FromJs> UnwindSafe for Owned<T> {}
impl<T: RefFromJs + ?Sized> UnwindSafe for Borrowed<T> {}
impl<T: MutFromJs + ?Sized> UnwindSafe for BorrowedMut<T> {}
