use wasm_bindgen::{JsCast, JsValue, Nullable};

use crate::strategy;
use crate::value::receiver::Probe;

/// The payload of a JavaScript exception that passes through Rust.
///
/// A function declared with `#[import]` and without `catch` unwinds with this payload when
/// it throws: destructors run, [`std::panic::catch_unwind`] sees it, mutexes that are held
/// are poisoned, and the export that it leaves throws the identical value on. It is not a
/// panic: the panic hook does not run, and nothing is counted.
///
/// ```
/// use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
///
/// use unwind_export::JsException;
///
/// /// What `call` throws, as text. A panic goes on.
/// fn exception_of(call: impl FnOnce()) -> Option<String> {
///     let payload = catch_unwind(AssertUnwindSafe(call)).err()?;
///     match payload.downcast::<JsException>() {
///         Ok(exception) => exception.value().as_string(),
///         Err(panic) => resume_unwind(panic),
///     }
/// }
/// ```
#[derive(Debug)]
pub struct JsException(JsValue);

impl JsException {
    pub(crate) fn new(thrown: JsValue) -> Self {
        Self(thrown)
    }

    /// What was thrown.
    #[must_use]
    pub fn value(&self) -> &JsValue {
        &self.0
    }

    pub(crate) fn into_value(self) -> JsValue {
        self.0
    }
}

/// The result of an import. What it throws unwinds.
#[inline]
pub fn imported<T>(result: Result<T, JsValue>) -> T {
    result.unwrap_or_else(|thrown| strategy::resume(Box::new(JsException(thrown))))
}

/// The value that JavaScript gave for a `T`, with `null` told from `undefined`.
#[inline]
pub fn not_nullable<T>(value: Nullable<T>, null: fn() -> T) -> T {
    match value {
        Nullable::Value(value) => value,
        Nullable::Null => null(),
    }
}

impl<T: JsCast> Probe<T> {
    /// `null` as a `T`: imported types are what JavaScript says they are.
    pub const NULL: fn() -> T = || T::unchecked_from_js(JsValue::NULL);
}

/// What holds for a type that is not JavaScript's.
pub trait RustType<T> {
    /// There is none.
    const NULL: fn() -> T = || panic!("JavaScript gave `null` for a value");
}

impl<T> RustType<T> for Probe<T> {}

/// Declares what a constructor's import returns: `Nullable<T>` under a name of its own,
/// since wasm-bindgen wants the bare path of a local type there.
#[doc(hidden)]
#[macro_export]
macro_rules! __made {
    ($made:ident, $class:ty) => {
        #[allow(non_camel_case_types)]
        struct $made($class);

        const _: () = {
            use $crate::__private::wasm_bindgen::convert::FromWasmAbi;
            use $crate::__private::wasm_bindgen::describe::WasmDescribe;
            use $crate::__private::{Nullable, Probe, RustType as _, not_nullable};

            impl WasmDescribe for $made {
                fn describe() {
                    <Nullable<$class> as WasmDescribe>::describe();
                }
            }

            impl FromWasmAbi for $made {
                type Abi = <Nullable<$class> as FromWasmAbi>::Abi;

                unsafe fn from_abi(js: Self::Abi) -> Self {
                    // SAFETY: the caller's promise about `js` is the one asked for here.
                    let made = unsafe { <Nullable<$class> as FromWasmAbi>::from_abi(js) };
                    Self(not_nullable(made, Probe::<$class>::NULL))
                }
            }
        };
    };
}
