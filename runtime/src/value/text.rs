//! Strings that exports return.

use wasm_bindgen::JsValue;
use wasm_bindgen::convert::ReturnWasmAbi;

use crate::abi::{CACHED_STRING, RESULT, WasmDescribe, inform};
use crate::boundary::crossing::IntoJs;
use crate::boundary::guard::Guarded;
use crate::strategy::returned::Returned;

/// What a shim returns in place of a `Guarded<T>` for a `String`, or a `Result` of one.
///
/// wasm-bindgen's glue frees a `String` in a `finally`, where its check of the instance would take
/// the place of the trap that has ended that. A cached string comes in the same form, has the
/// same type in JavaScript, and is freed where it is read.
pub struct GuardedText<T: Text>(Guarded<T>);

/// A type by the name of `String`, or the `Result` of one.
pub trait Text: IntoJs {
    #[doc(hidden)]
    fn describe();
}

/// A type by the name of `String`: Rust's own, or a class of the user's.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not Rust's own `String`, though it has its name",
    note = "give the type another name, or return it by an alias"
)]
pub trait NamedString: IntoJs + WasmDescribe {
    #[doc(hidden)]
    fn describe() {
        <Self as WasmDescribe>::describe();
    }
}

impl NamedString for String {
    fn describe() {
        inform(CACHED_STRING);
    }
}

impl<T: NamedString> Text for T {
    fn describe() {
        <T as NamedString>::describe();
    }
}

impl<T: NamedString, E: Into<JsValue>> Text for Result<T, E>
where
    Self: IntoJs,
{
    fn describe() {
        inform(RESULT);
        <T as NamedString>::describe();
    }
}

impl<T: Text> From<Guarded<T>> for GuardedText<T> {
    #[inline]
    fn from(guarded: Guarded<T>) -> Self {
        Self(guarded)
    }
}

impl<T: Text> WasmDescribe for GuardedText<T> {
    fn describe() {
        T::Abi::describe();
        <T as Text>::describe();
    }
}

impl<T: Text> ReturnWasmAbi for GuardedText<T> {
    type Abi = <Guarded<T> as ReturnWasmAbi>::Abi;

    #[inline]
    fn return_abi(self) -> Self::Abi {
        self.0.return_abi()
    }
}
