//! Receivers of methods.

use core::borrow::Borrow;
use core::ops::Deref;

use wasm_bindgen::convert::{FromWasmAbi, RefFromWasmAbi, WasmAbi};

use crate::boundary::crossing::{FromJs, MutFromJs, RefFromJs};
use crate::value::argument::{Borrowed, BorrowedMut, Owned};

/// The pointer that JavaScript calls a method with. It borrows nothing yet.
pub struct Receiver<T: RefFromWasmAbi>(<T::Abi as WasmAbi>::Prim1);

impl<T, Abi, Pointer> Receiver<T>
where
    T: FromJs<Abi = Abi> + RefFromWasmAbi<Abi = Abi> + RefFromJs<Abi = Abi> + MutFromJs<Abi = Abi>,
    Abi: WasmAbi<Prim1 = Pointer, Prim2 = (), Prim3 = (), Prim4 = ()>,
    Pointer: Copy,
{
    /// The receiver of a call.
    ///
    /// # Safety
    ///
    /// JavaScript has given this for a call of a method of the class, for this receiver alone. If the method
    /// takes `self`, JavaScript gives the object up.
    #[inline]
    pub unsafe fn new(js: Abi) -> Self {
        Self(js.split().0)
    }

    /// The object, taken away from JavaScript.
    #[inline]
    #[must_use]
    pub fn take(self) -> Owned<T> {
        // SAFETY: `new` was promised what is asked for here, and this is the receiver's end.
        unsafe { Owned::from_abi(self.pointer()) }
    }

    /// The object, borrowed for the call.
    #[inline]
    #[must_use]
    pub fn borrow(&self) -> Borrowed<T> {
        // SAFETY: `new` was promised what is asked for here.
        unsafe { Borrowed::from_abi(self.pointer()) }
    }

    /// The object, borrowed for changing.
    #[inline]
    #[must_use]
    pub fn borrow_mut(&self) -> BorrowedMut<T> {
        // SAFETY: `new` was promised what is asked for here.
        unsafe { BorrowedMut::from_abi(self.pointer()) }
    }

    fn pointer(&self) -> Abi {
        Abi::join(self.0, (), (), ())
    }
}

/// What wasm-bindgen's traits ask for in place of a reference to the receiver: something that it can
/// borrow from until the shim returns. The receiver borrows nothing, so this holds it itself.
pub struct Held<T>(pub T);

impl<T> Deref for Held<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> Borrow<T> for Held<T> {
    fn borrow(&self) -> &T {
        &self.0
    }
}

/// Declares `__Receiver`, on which the shims of a class's methods stand: so nothing is added
/// to the user's type, and objects are borrowed where errors can name class and method.
#[doc(hidden)]
#[macro_export]
macro_rules! __receiver {
    ($object:path) => {
        struct __Receiver($crate::__private0::Receiver<$object>);

        // Under names that no class has.
        const _: () = {
            use $crate::__private0::wasm_bindgen::convert as __convert;
            use $crate::__private0::{
                Held as __Held, Receiver as __Pointer,
                SupportsConstructor as __SupportsConstructor,
                SupportsInstanceProperty as __SupportsInstanceProperty,
                SupportsStaticProperty as __SupportsStaticProperty, WasmDescribe as __WasmDescribe,
            };

            impl __SupportsConstructor for __Receiver {}
            impl __SupportsInstanceProperty for __Receiver {}
            impl __SupportsStaticProperty for __Receiver {}
            impl ::core::panic::UnwindSafe for __Receiver {}
            impl ::core::panic::RefUnwindSafe for __Receiver {}

            impl __WasmDescribe for __Receiver {
                fn describe() {
                    <$object as __WasmDescribe>::describe();
                }
            }

            impl __convert::FromWasmAbi for __Receiver {
                type Abi = <$object as __convert::FromWasmAbi>::Abi;

                unsafe fn from_abi(__js: Self::Abi) -> Self {
                    // SAFETY: the caller's promise about `js` is the one asked for here.
                    Self(unsafe { __Pointer::new(__js) })
                }
            }

            impl __convert::RefFromWasmAbi for __Receiver {
                type Abi = <$object as __convert::RefFromWasmAbi>::Abi;
                type Anchor = __Held<Self>;

                unsafe fn ref_from_abi(__js: Self::Abi) -> __Held<Self> {
                    // SAFETY: as above.
                    __Held(Self(unsafe { __Pointer::new(__js) }))
                }
            }

            impl __convert::LongRefFromWasmAbi for __Receiver {
                type Abi = <$object as __convert::RefFromWasmAbi>::Abi;
                type Anchor = __Held<Self>;

                unsafe fn long_ref_from_abi(__js: Self::Abi) -> __Held<Self> {
                    // SAFETY: as above.
                    __Held(Self(unsafe { __Pointer::new(__js) }))
                }
            }
        };
    };
}
