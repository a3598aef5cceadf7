//! Text that exports are given.

use core::marker::PhantomData;
use core::panic::UnwindSafe;

use wasm_bindgen::JsValue;
use wasm_bindgen::convert::FromWasmAbi;

use crate::abi::WasmDescribe;
use crate::boundary::loan::Loans;
use crate::boundary::refusal::{Reason, Refusal};

/// A parameter that is a `T`: `&str`, `String`, or `Option<String>`.
///
/// It comes as any value. wasm-bindgen's own conversion reads the length of whatever it is given,
/// and goes wrong in memory where that has none.
pub struct Text<T>(JsValue, PhantomData<T>);

/// Text that lasts as long as the call.
pub struct LentText(String);

impl<'a> Text<&'a str> {
    /// The text.
    ///
    /// # Errors
    ///
    /// If it is another value.
    #[inline]
    pub fn borrow(self, name: &'static str) -> Result<LentText, Refusal> {
        read(&self.0, name).map(LentText)
    }
}

/// A type that is text to Rust's own code.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not Rust's own `String`, though it has its name",
    note = "give the type another name, or take it by an alias"
)]
pub trait GivenText: Sized {
    #[doc(hidden)]
    fn read(value: &JsValue, name: &'static str) -> Result<Self, Refusal>;
}

impl GivenText for String {
    #[inline]
    fn read(value: &JsValue, name: &'static str) -> Result<Self, Refusal> {
        read(value, name)
    }
}

impl GivenText for Option<String> {
    #[inline]
    fn read(value: &JsValue, name: &'static str) -> Result<Self, Refusal> {
        if value.is_undefined() || value.is_null() {
            return Ok(None);
        }
        read(value, name).map(Some)
    }
}

impl<T: GivenText> Text<T> {
    /// The text.
    ///
    /// # Errors
    ///
    /// If it is another value.
    #[inline]
    pub fn get(self, name: &'static str) -> Result<T, Refusal> {
        T::read(&self.0, name)
    }
}

fn read(value: &JsValue, name: &'static str) -> Result<String, Refusal> {
    value.as_string().ok_or_else(|| {
        let found = value.js_typeof().as_string().unwrap_or_default();
        Refusal::new(name, Reason::NotText(found))
    })
}

impl Loans for LentText {
    type Lent<'a> = &'a str;

    #[inline]
    fn lend(&mut self) -> &str {
        &self.0
    }

    #[inline]
    fn poison(&self) {}
}

impl<T> WasmDescribe for Text<T> {
    fn describe() {
        JsValue::describe();
    }
}

impl<T> FromWasmAbi for Text<T> {
    type Abi = <JsValue as FromWasmAbi>::Abi;

    #[inline]
    unsafe fn from_abi(js: Self::Abi) -> Self {
        // SAFETY: the caller's promise about `js` is the one asked for here.
        Self(unsafe { JsValue::from_abi(js) }, PhantomData)
    }
}

// It never outlives the call.
impl<T> UnwindSafe for Text<T> {}
