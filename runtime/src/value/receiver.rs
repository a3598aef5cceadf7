//! Exported structs, and the receivers of their methods.

use core::marker::PhantomData;
use core::ops::Deref;
use core::panic::RefUnwindSafe;

use wasm_bindgen::convert::{FromWasmAbi, RefFromWasmAbi, WasmAbi};

use crate::boundary::crossing::{FromJs, MutFromJs, RefFromJs};
use crate::boundary::guard::{Guarded, guard};
use crate::boundary::site::{Reason, Site};
use crate::object::poison::Poison;
use crate::value::argument::{Borrowed, BorrowedMut, Owned};

/// A struct that `#[export]` stands on.
pub trait Exported: Sized + 'static {
    /// How a panic poisons its objects, if it does.
    const POISONING: Poisons<Self>;
}

/// How a value is poisoned, if it is of a class with a poison field.
pub type Poisons<T> = Option<Poisoning<T>>;

/// Where an object has its poison field.
pub(crate) type Flag<T> = fn(&T) -> &Poison;

/// How a panic poisons an object of class `T`.
pub struct Poisoning<T: ?Sized> {
    class: &'static str,
    pub(crate) flag: Flag<T>,
    /// Whether a panic in a call that only borrowed the object poisons it too.
    pub(crate) through_shared: bool,
    tolerant: bool,
}

impl<T: ?Sized> Poisoning<T> {
    /// By the flag in an object of `class`.
    #[must_use]
    pub const fn new(class: &'static str, flag: Flag<T>, through_shared: bool) -> Self {
        Self {
            class,
            flag,
            through_shared,
            tolerant: false,
        }
    }

    #[inline]
    pub(crate) fn refuses(self, value: &T) -> bool {
        (self.flag)(value).is_poisoned() && !self.tolerant
    }

    #[inline]
    pub(crate) fn reason(self, value: &T) -> Reason {
        Reason::Poisoned {
            class: self.class,
            cause: (self.flag)(value).cause(),
        }
    }
}

#[cold]
#[inline(never)]
#[allow(improper_ctypes_definitions, reason = "only Rust calls it")]
pub(crate) extern "C" fn poison<T: ?Sized>(flag: Flag<T>, value: &T) {
    flag(value).set();
}

impl<T: ?Sized> Clone for Poisoning<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Poisoning<T> {}

/// Asks a type what it is by name resolution: an inherent constant, whose `impl` has a bound,
/// comes before the trait's of the same name, whose `impl` has none.
pub struct Probe<T: ?Sized>(PhantomData<T>);

impl<T: Exported> Probe<T> {
    /// How its objects are poisoned.
    pub const POISONING: Poisons<T> = T::POISONING;
}

impl<T: RefUnwindSafe + ?Sized> Probe<T> {
    /// It can be used again after a panic.
    pub const IS_REF_UNWIND_SAFE: bool = true;
}

/// What holds for a type of which nothing is known.
pub trait AnyType<T: ?Sized> {
    /// Nothing poisons it.
    const POISONING: Poisons<T> = None;
    /// It may be half-changed after a panic.
    const IS_REF_UNWIND_SAFE: bool = false;
}

impl<T: ?Sized> AnyType<T> for Probe<T> {}

/// The pointer that JavaScript calls a method with. It borrows nothing yet.
pub struct Receiver<T: RefFromWasmAbi>(<T::Abi as WasmAbi>::Prim1);

impl<T, Abi, Pointer> Receiver<T>
where
    T: FromJs<Abi = Abi> + RefFromWasmAbi<Abi = Abi> + RefFromJs<Abi = Abi> + MutFromJs<Abi = Abi>,
    Abi: WasmAbi<Prim1 = Pointer, Prim2 = (), Prim3 = (), Prim4 = ()>,
    Pointer: Copy,
{
    /// The receiver of a call.
    #[inline]
    pub fn new(js: Abi) -> Self {
        Self(js.split().0)
    }

    /// The object, taken away from JavaScript.
    #[inline]
    #[must_use]
    pub fn take(&self) -> Owned<T> {
        // SAFETY: JavaScript gave this pointer for a call of a method of this class, and gives
        // it up with a method that takes `self`.
        unsafe { Owned::from_abi(self.pointer()) }
    }

    /// The object, borrowed for the call.
    #[inline]
    #[must_use]
    pub fn borrow(&self) -> Borrowed<T> {
        // SAFETY: JavaScript gave this pointer for a call of a method of this class.
        unsafe { Borrowed::from_abi(self.pointer()) }
    }

    /// The object, borrowed for changing.
    #[inline]
    #[must_use]
    pub fn borrow_mut(&self) -> BorrowedMut<T> {
        // SAFETY: JavaScript gave this pointer for a call of a method of this class.
        unsafe { BorrowedMut::from_abi(self.pointer()) }
    }

    fn pointer(&self) -> Abi {
        Abi::join(self.0, (), (), ())
    }
}

/// For a method that may be called on a poisoned object.
#[must_use]
pub fn tolerant<T>(poisoning: Poisons<T>) -> Poisons<T> {
    let tolerant = true;
    poisoning.map(|poisoning| Poisoning {
        tolerant,
        ..poisoning
    })
}

/// The value of a field, for its getter.
pub fn cloned<T: Clone>(field: &T) -> T {
    field.clone()
}

/// Whether an object is poisoned, also if it is.
pub fn is_poisoned<T>(mut object: Borrowed<T>) -> Guarded<bool>
where
    T: Exported + RefFromJs,
{
    static SITE: Site = Site::new("isPoisoned");
    guard(&SITE, || {
        let mut object = object.get("self", None)?;
        let object = *object.lend();
        Ok(T::POISONING.is_some_and(|poisoning| (poisoning.flag)(object).is_poisoned()))
    })
}

/// Drops an object, poisoned or not.
pub fn free<T: FromJs>(site: &'static Site, object: Owned<T>) -> Guarded<()> {
    guard(site, || object.get("self", None).map(drop))
}

/// Holds a receiver for wasm-bindgen while the shim runs.
pub struct Held<T>(pub T);

impl<T> Deref for Held<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> core::borrow::Borrow<T> for Held<T> {
    fn borrow(&self) -> &T {
        &self.0
    }
}

/// Declares `__Receiver`, on which the shims of a class's methods stand: so nothing is added
/// to the user's type, and objects are borrowed where errors can name class and method.
#[doc(hidden)]
#[macro_export]
macro_rules! __receiver {
    ($class:path) => {
        pub struct __Receiver($crate::__private::Receiver<$class>);

        const _: () = {
            use $crate::__private::wasm_bindgen::__rt::marker;
            use $crate::__private::wasm_bindgen::convert;
            use $crate::__private::wasm_bindgen::describe::WasmDescribe;
            use $crate::__private::{Held, Receiver};

            impl marker::SupportsConstructor for __Receiver {}
            impl marker::SupportsInstanceProperty for __Receiver {}
            impl marker::SupportsStaticProperty for __Receiver {}
            impl ::core::panic::UnwindSafe for __Receiver {}
            impl ::core::panic::RefUnwindSafe for __Receiver {}

            impl WasmDescribe for __Receiver {
                fn describe() {
                    <$class as WasmDescribe>::describe();
                }
            }

            // SAFETY of the three: only the pointer is kept, to be used as `Receiver` says.
            impl convert::FromWasmAbi for __Receiver {
                type Abi = <$class as convert::FromWasmAbi>::Abi;

                unsafe fn from_abi(js: Self::Abi) -> Self {
                    Self(Receiver::new(js))
                }
            }

            impl convert::RefFromWasmAbi for __Receiver {
                type Abi = <$class as convert::RefFromWasmAbi>::Abi;
                type Anchor = Held<Self>;

                unsafe fn ref_from_abi(js: Self::Abi) -> Held<Self> {
                    Held(Self(Receiver::new(js)))
                }
            }

            impl convert::LongRefFromWasmAbi for __Receiver {
                type Abi = <$class as convert::RefFromWasmAbi>::Abi;
                type Anchor = Held<Self>;

                unsafe fn long_ref_from_abi(js: Self::Abi) -> Held<Self> {
                    Held(Self(Receiver::new(js)))
                }
            }
        };
    };
}
