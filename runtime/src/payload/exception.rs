use std::cell::Cell;

use wasm_bindgen::JsValue;

use crate::payload::returned::Returned;

thread_local! {
    /// Finds the panic behind one, once there is one: a module that never has any is linked without.
    static RETURNED: Cell<fn(&JsValue) -> Option<Returned>> = const { Cell::new(|_| None) };
}

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
        RETURNED.set(Returned::of);
        Self(thrown)
    }

    /// The panic that it is, if what was thrown is the error of one.
    pub(crate) fn panic(&self) -> Option<Returned> {
        RETURNED.get()(&self.0)
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
