//! Strings that exports return, and types that have their name.

use wasm_bindgen::JsValue;
use wasm_bindgen::convert::ReturnWasmAbi;

use crate::abi::{CACHED_STRING, RESULT, WasmDescribe, inform};
use crate::boundary::crossing::IntoJs;
use crate::boundary::guard::Guarded;
use crate::strategy::returned::Returned;
use crate::value::given_text::{MaybeText, Text};

/// What a shim returns in place of a `Guarded<T>` for a `String`, or a `Result` of one.
///
/// wasm-bindgen's glue frees a `String` in a `finally`, where its check of the instance would take
/// the place of the trap that has ended that. A cached string comes in the same form, has the
/// same type in JavaScript, and is freed where it is read.
pub struct GuardedText<T: ReturnedText>(Guarded<T>);

/// A type by the name of `String`, or the `Result` of one.
pub trait ReturnedText: IntoJs {
    #[doc(hidden)]
    fn describe();
}

/// A type by the name of `String`: Rust's own, or a class of the user's.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not Rust's own `String`, though it has its name",
    note = "give the type another name, or an alias"
)]
pub trait NamedString: IntoJs + WasmDescribe {
    /// What a shim takes for it.
    type Given;
    /// What a shim takes for an `Option` of it.
    type MaybeGiven;

    #[doc(hidden)]
    fn describe() {
        <Self as WasmDescribe>::describe();
    }
}

impl NamedString for String {
    type Given = Text;
    type MaybeGiven = MaybeText;

    fn describe() {
        inform(CACHED_STRING);
    }
}

impl<T: NamedString> ReturnedText for T {
    fn describe() {
        <T as NamedString>::describe();
    }
}

impl<T: NamedString, E: Into<JsValue>> ReturnedText for Result<T, E>
where
    Self: IntoJs,
{
    fn describe() {
        inform(RESULT);
        <T as NamedString>::describe();
    }
}

impl<T: ReturnedText> From<Guarded<T>> for GuardedText<T> {
    #[inline]
    fn from(guarded: Guarded<T>) -> Self {
        Self(guarded)
    }
}

impl<T: ReturnedText> WasmDescribe for GuardedText<T> {
    fn describe() {
        T::Abi::describe();
        <T as ReturnedText>::describe();
    }
}

impl<T: ReturnedText> ReturnWasmAbi for GuardedText<T> {
    type Abi = <Guarded<T> as ReturnWasmAbi>::Abi;

    #[inline]
    fn return_abi(self) -> Self::Abi {
        self.0.return_abi()
    }
}
