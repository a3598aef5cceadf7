//! Receivers of methods.

use core::borrow::Borrow;
use core::ops::Deref;

use wasm_bindgen::convert::{FromWasmAbi, WasmAbi};

use crate::abi::{WasmDescribe, WasmPtr, WasmRefCell};
use crate::boundary::crossing::{FromJs, MutFromJs, RefFromJs};
use crate::value::argument::{Borrowed, BorrowedMut, Owned};

/// What JavaScript gives for an object. It is the same for a struct that is no class: that is then the only error.
pub type Pointer<T> = WasmPtr<WasmRefCell<T>>;

/// A struct whose objects JavaScript has.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no class in JavaScript: its methods cannot be exported",
    note = "put `#[export]` on the struct as well"
)]
pub trait Class: Sized {
    /// What a receiver gives. Shims know it by these names alone, so that there is nothing wrong with it where
    /// this trait is missing.
    type Owned;
    type Borrowed;
    type BorrowedMut;

    fn describe();

    /// # Safety
    ///
    /// JavaScript gives the object up.
    unsafe fn owned(pointer: Pointer<Self>) -> Self::Owned;

    /// # Safety
    ///
    /// JavaScript has given this for a call that is under way, as in the next.
    unsafe fn borrowed(pointer: Pointer<Self>) -> Self::Borrowed;

    /// # Safety
    ///
    /// As above.
    unsafe fn borrowed_mut(pointer: Pointer<Self>) -> Self::BorrowedMut;
}

#[diagnostic::do_not_recommend]
impl<T> Class for T
where
    T: FromJs<Abi = Pointer<T>> + RefFromJs<Abi = Pointer<T>> + MutFromJs<Abi = Pointer<T>>,
    T: WasmDescribe,
{
    type Owned = Owned<T>;
    type Borrowed = Borrowed<T>;
    type BorrowedMut = BorrowedMut<T>;

    fn describe() {
        <T as WasmDescribe>::describe();
    }

    #[inline]
    unsafe fn owned(pointer: Pointer<T>) -> Owned<T> {
        // SAFETY: the caller promises what is asked for here, as in the next.
        unsafe { Owned::from_abi(pointer) }
    }

    #[inline]
    unsafe fn borrowed(pointer: Pointer<T>) -> Borrowed<T> {
        // SAFETY: as above.
        unsafe { Borrowed::from_abi(pointer) }
    }

    #[inline]
    unsafe fn borrowed_mut(pointer: Pointer<T>) -> BorrowedMut<T> {
        // SAFETY: as above.
        unsafe { BorrowedMut::from_abi(pointer) }
    }
}

/// The pointer that JavaScript calls a method with. It borrows nothing yet.
pub struct Receiver<T>(<Pointer<T> as WasmAbi>::Prim1);

impl<T> Receiver<T> {
    /// The receiver of a call.
    ///
    /// # Safety
    ///
    /// JavaScript has given this for a call of a method of the class, for this receiver alone. If the method
    /// takes `self`, JavaScript gives the object up.
    #[inline]
    #[must_use]
    pub unsafe fn new(pointer: Pointer<T>) -> Self {
        Self(pointer.split().0)
    }

    /// Describes the class to wasm-bindgen's command-line tool.
    pub fn describe()
    where
        T: Class,
    {
        T::describe();
    }

    /// The object, taken away from JavaScript.
    #[inline]
    #[must_use]
    pub fn take(self) -> T::Owned
    where
        T: Class,
    {
        // SAFETY: `new` was promised what is asked for here, and this is the receiver's end.
        unsafe { T::owned(self.pointer()) }
    }

    /// The object, borrowed for the call.
    #[inline]
    #[must_use]
    pub fn borrow(&self) -> T::Borrowed
    where
        T: Class,
    {
        // SAFETY: `new` was promised what is asked for here.
        unsafe { T::borrowed(self.pointer()) }
    }

    /// The object, borrowed for changing.
    #[inline]
    #[must_use]
    pub fn borrow_mut(&self) -> T::BorrowedMut
    where
        T: Class,
    {
        // SAFETY: `new` was promised what is asked for here.
        unsafe { T::borrowed_mut(self.pointer()) }
    }

    fn pointer(&self) -> Pointer<T> {
        Pointer::join(self.0, (), (), ())
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

/// Declares a receiver, on which the shims of a class's methods stand: so nothing is added
/// to the user's type, and objects are borrowed where errors can name class and method.
#[doc(hidden)]
#[macro_export]
macro_rules! __receiver {
    ($receiver:ident, $object:path) => {
        struct $receiver($crate::__private0::Receiver<$object>);

        // Under names that no class has.
        const _: () = {
            use $crate::__private0::wasm_bindgen::convert as __convert;
            use $crate::__private0::{
                Held as __Held, Pointer as __Pointer, Receiver as __Object,
                SupportsConstructor as __SupportsConstructor,
                SupportsInstanceProperty as __SupportsInstanceProperty,
                SupportsStaticProperty as __SupportsStaticProperty, WasmDescribe as __WasmDescribe,
            };

            impl __SupportsConstructor for $receiver {}
            impl __SupportsInstanceProperty for $receiver {}
            impl __SupportsStaticProperty for $receiver {}
            impl ::core::panic::UnwindSafe for $receiver {}
            impl ::core::panic::RefUnwindSafe for $receiver {}

            impl __WasmDescribe for $receiver {
                fn describe() {
                    __Object::<$object>::describe();
                }
            }

            impl __convert::FromWasmAbi for $receiver {
                type Abi = __Pointer<$object>;

                unsafe fn from_abi(__js: Self::Abi) -> Self {
                    // SAFETY: the caller's promise about `js` is the one asked for here.
                    Self(unsafe { __Object::new(__js) })
                }
            }

            impl __convert::RefFromWasmAbi for $receiver {
                type Abi = __Pointer<$object>;
                type Anchor = __Held<Self>;

                unsafe fn ref_from_abi(__js: Self::Abi) -> __Held<Self> {
                    // SAFETY: as above.
                    __Held(Self(unsafe { __Object::new(__js) }))
                }
            }

            impl __convert::LongRefFromWasmAbi for $receiver {
                type Abi = __Pointer<$object>;
                type Anchor = __Held<Self>;

                unsafe fn long_ref_from_abi(__js: Self::Abi) -> __Held<Self> {
                    // SAFETY: as above.
                    __Held(Self(unsafe { __Object::new(__js) }))
                }
            }
        };
    };
}
