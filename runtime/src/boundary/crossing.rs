//! wasm-bindgen's conversion traits, with errors that say what to do.

use wasm_bindgen::convert::{FromWasmAbi, LongRefFromWasmAbi, RefMutFromWasmAbi, ReturnWasmAbi};

use crate::strategy::returned::Returned;

/// A value that comes from JavaScript.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot come from JavaScript",
    label = "wasm-bindgen does not convert this type",
    note = "write `#[export]` on the type, or take a `JsValue` and convert it"
)]
pub trait FromJs: FromWasmAbi {}

#[diagnostic::do_not_recommend]
impl<T: FromWasmAbi> FromJs for T {}

/// A value that JavaScript lends.
#[diagnostic::on_unimplemented(
    message = "`&{Self}` cannot come from JavaScript",
    label = "wasm-bindgen does not lend this type",
    note = "write `#[export]` on the type, or take it by value"
)]
pub trait RefFromJs: LongRefFromWasmAbi {}

#[diagnostic::do_not_recommend]
impl<T: LongRefFromWasmAbi + ?Sized> RefFromJs for T {}

/// A value that JavaScript lends for changing.
#[diagnostic::on_unimplemented(
    message = "`&mut {Self}` cannot come from JavaScript",
    label = "wasm-bindgen does not lend this type",
    note = "write `#[export]` on the type, or take it by value"
)]
pub trait MutFromJs: RefMutFromWasmAbi {}

#[diagnostic::do_not_recommend]
impl<T: RefMutFromWasmAbi + ?Sized> MutFromJs for T {}

/// A value that goes to JavaScript.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot go to JavaScript",
    label = "wasm-bindgen does not convert this type",
    note = "write `#[export]` on the type, or return a `JsValue`; \
            the error of a `Result` has to be `Into<JsValue>`"
)]
pub trait IntoJs: ReturnWasmAbi<Abi: Returned> {}

#[diagnostic::do_not_recommend]
impl<T: ReturnWasmAbi<Abi: Returned>> IntoJs for T {}
