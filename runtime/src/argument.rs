//! Parameters of shims. Each holds the outcome of its conversion, so that a value that
//! cannot be taken is an error of this call, thrown once everything else has been dropped.

use core::borrow::Borrow;
use core::ops::DerefMut;
use core::panic::UnwindSafe;

use wasm_bindgen::convert::{FromWasmAbi, LongRefFromWasmAbi, RefMutFromWasmAbi};

use crate::abi::{LONGREF, REFMUT, WasmDescribe, inform};
use crate::boundary::BadArgument;

/// A parameter taken by value.
pub struct Owned<T>(Result<T, &'static str>);

impl<T> Owned<T> {
    /// The value, or an error that names the parameter.
    #[inline]
    pub fn get(self, parameter: &'static str) -> Result<T, BadArgument> {
        self.0.map_err(|reason| BadArgument { parameter, reason })
    }
}

impl<T: WasmDescribe> WasmDescribe for Owned<T> {
    fn describe() {
        T::describe();
    }
}

impl<T: FromWasmAbi> FromWasmAbi for Owned<T> {
    type Abi = T::Abi;

    #[inline]
    unsafe fn from_abi(js: Self::Abi) -> Self {
        // SAFETY: the caller's promise about `js` is the one that `T` asks for.
        Self(unsafe { T::try_from_abi(js) })
    }
}

/// A parameter taken by `&T`. The reference lasts as long as the call, across awaits too.
pub struct Borrowed<T: LongRefFromWasmAbi + ?Sized>(Result<T::Anchor, &'static str>);

impl<T: LongRefFromWasmAbi + ?Sized> Borrowed<T> {
    /// The reference, or an error that names the parameter.
    #[inline]
    pub fn get(&self, parameter: &'static str) -> Result<&T, BadArgument> {
        match &self.0 {
            Ok(anchor) => Ok(anchor.borrow()),
            Err(reason) => Err(BadArgument { parameter, reason }),
        }
    }
}

impl<T: LongRefFromWasmAbi + ?Sized> WasmDescribe for Borrowed<T> {
    fn describe() {
        inform(LONGREF);
        T::describe();
    }
}

impl<T: LongRefFromWasmAbi + ?Sized> FromWasmAbi for Borrowed<T> {
    type Abi = T::Abi;

    #[inline]
    unsafe fn from_abi(js: Self::Abi) -> Self {
        // SAFETY: the caller's promise about `js` is the one that `T` asks for.
        Self(unsafe { T::try_long_ref_from_abi(js) })
    }
}

/// A parameter taken by `&mut T`.
pub struct BorrowedMut<T: RefMutFromWasmAbi + ?Sized>(Result<T::Anchor, &'static str>);

impl<T: RefMutFromWasmAbi + ?Sized> BorrowedMut<T> {
    /// The reference, or an error that names the parameter.
    #[inline]
    pub fn get(&mut self, parameter: &'static str) -> Result<&mut T, BadArgument> {
        match &mut self.0 {
            Ok(anchor) => Ok(anchor.deref_mut()),
            Err(reason) => Err(BadArgument { parameter, reason }),
        }
    }
}

impl<T: RefMutFromWasmAbi + ?Sized> WasmDescribe for BorrowedMut<T> {
    fn describe() {
        inform(REFMUT);
        T::describe();
    }
}

impl<T: RefMutFromWasmAbi + ?Sized> FromWasmAbi for BorrowedMut<T> {
    type Abi = T::Abi;

    #[inline]
    unsafe fn from_abi(js: Self::Abi) -> Self {
        // SAFETY: the caller's promise about `js` is the one that `T` asks for.
        Self(unsafe { T::try_ref_mut_from_abi(js) })
    }
}

// wasm-bindgen asks this of every parameter. What it means is decided by the checks in
// `unwind_safe`, which see the user's types; these wrappers never outlive the call.
impl<T> UnwindSafe for Owned<T> {}
impl<T: LongRefFromWasmAbi + ?Sized> UnwindSafe for Borrowed<T> {}
impl<T: RefMutFromWasmAbi + ?Sized> UnwindSafe for BorrowedMut<T> {}
