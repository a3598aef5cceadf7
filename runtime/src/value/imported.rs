//! What an import gives.

use core::future::poll_fn;
use core::pin::pin;
use core::task::Poll;

use wasm_bindgen::{JsValue, Nullable};

use crate::abi;
use crate::boundary::crossing::FromJs;
use crate::boundary::refusal::{Reason, Refusal, TEXT};
use crate::object::poisoning::Look;
use crate::payload::exception::JsException;
use crate::strategy;
use crate::value::argument::{self, Owned};
use crate::value::number::Number;

/// The result of an import. What it throws unwinds.
#[inline]
pub fn imported<T>(result: Result<T, JsValue>) -> T {
    result.unwrap_or_else(|thrown| strategy::resume(Box::new(JsException::new(thrown))))
}

/// What an async import gives. wasm-bindgen does not ask whether it has thrown before there was a promise: the next import
/// with `catch` would be taken for the one that has.
///
/// # Errors
///
/// What it throws or rejects with.
pub async fn awaited<T, E: From<JsValue>>(
    import: impl Future<Output = Result<T, E>>,
) -> Result<T, E> {
    let mut import = pin!(import);
    let first = poll_fn(|context| Poll::Ready(import.as_mut().poll(context))).await;
    abi::take_last_exception()?;
    match first {
        Poll::Ready(result) => result,
        Poll::Pending => import.await,
    }
}

/// What an import gave. If an object in it is poisoned, the `PoisonedError` unwinds.
#[inline]
pub fn looked<T>(value: T, look: Look<T>, name: &'static str) -> T {
    or_unwind(argument::looked(Ok(value), name, look), name)
}

/// The same of what is taken only now. If it cannot be, an error about that unwinds.
#[inline]
pub fn taken<T: FromJs>(given: Owned<T>, look: Look<T>, name: &'static str, is_known: bool) -> T {
    or_unwind(given.convert("", look, is_known), name)
}

/// Text that an import gave. What it gave instead unwinds as an error about that.
#[inline]
pub fn received<T>(text: Result<Option<T>, Refusal>, name: &'static str) -> T {
    or_unwind(there(text, TEXT), name)
}

/// The same of numbers in an array.
#[inline]
pub fn received_numbers<N: Number, C>(
    numbers: Result<Option<C>, Refusal>,
    name: &'static str,
) -> C {
    or_unwind(there(numbers, N::ARRAY), name)
}

/// As these, where there may be none.
#[inline]
pub fn received_if_any<T>(given: Result<Option<T>, Refusal>, name: &'static str) -> Option<T> {
    or_unwind(given, name)
}

fn there<T>(given: Result<Option<T>, Refusal>, expected: &'static str) -> Result<T, Refusal> {
    let value = JsValue::UNDEFINED;
    given?.ok_or_else(|| Refusal::new("", Reason::OfAnotherType { expected, value }))
}

fn or_unwind<T>(text: Result<T, Refusal>, name: &'static str) -> T {
    text.unwrap_or_else(|refusal| {
        strategy::resume(Box::new(JsException::new(refusal.into_error_of(name))))
    })
}

/// The value that JavaScript gave for a `T`, with `null` told from `undefined`.
#[inline]
pub fn not_nullable<T>(value: Nullable<T>, null: fn() -> T) -> T {
    match value {
        Nullable::Value(value) => value,
        Nullable::Null => null(),
    }
}

/// Declares what a constructor's import returns: `Nullable<T>` under a name of its own,
/// since wasm-bindgen wants the bare path of a local type there.
#[doc(hidden)]
#[macro_export]
macro_rules! __made {
    ($made:ident, $type:ty) => {
        #[allow(non_camel_case_types)]
        struct $made($type);

        // Under names that no import has.
        const _: () = {
            use $crate::__private0::wasm_bindgen::convert::FromWasmAbi as __FromWasmAbi;
            use $crate::__private0::{
                Nullable as __Nullable, Probe as __Probe, RustType as _,
                WasmDescribe as __WasmDescribe, not_nullable as __not_nullable,
            };

            impl __WasmDescribe for $made {
                fn describe() {
                    <__Nullable<$type> as __WasmDescribe>::describe();
                }
            }

            impl __FromWasmAbi for $made {
                type Abi = <__Nullable<$type> as __FromWasmAbi>::Abi;

                unsafe fn from_abi(__js: Self::Abi) -> Self {
                    // SAFETY: the caller's promise about `__js` is the one asked for here.
                    let __made = unsafe { <__Nullable<$type> as __FromWasmAbi>::from_abi(__js) };
                    Self(__not_nullable(__made, __Probe::<$type>::NULL))
                }
            }
        };
    };
}
