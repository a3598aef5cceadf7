use std::cell::{Cell, RefCell};

use wasm_bindgen::JsValue;

use crate::boundary::failure;
use crate::nounwind::nounwind;

/// A field that marks an object as possibly half-changed by a panic.
///
/// In an exported struct, `#[export(poison)] poison: Poison` makes every call on an object
/// or with it throw a `PoisonedError`, once a panic has left an export that had borrowed the
/// object for changing, or had borrowed it at all if other fields can change behind a
/// reference. This is what allows such fields in the first place: as with
/// [`std::sync::Mutex`], nobody sees a broken invariant unawares.
///
/// ```
/// use std::cell::RefCell;
/// use std::rc::Rc;
///
/// use unwind_export::{Poison, export};
///
/// #[export]
/// pub struct Session {
///     lines: Rc<RefCell<Vec<String>>>,
///     #[export(poison)]
///     poison: Poison,
/// }
///
/// #[export]
/// impl Session {
///     /// Starts again with nothing, also after a panic.
///     #[export(allow_poisoned)]
///     pub fn reset(&mut self) {
///         self.lines.borrow_mut().clear();
///         self.poison.clear();
///     }
/// }
/// ```
///
/// In JavaScript, the object has a property `isPoisoned`, and the `PoisonedError` has what
/// the panicking call threw as its `cause`.
#[derive(Debug, Default)]
pub struct Poison {
    is_poisoned: Cell<bool>,
    cause: RefCell<JsValue>,
}

impl Poison {
    /// Not poisoned.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            is_poisoned: Cell::new(false),
            cause: RefCell::new(JsValue::UNDEFINED),
        }
    }

    /// Whether a panic may have left the object half-changed.
    #[must_use]
    pub fn is_poisoned(&self) -> bool {
        self.is_poisoned.get()
    }

    /// Declares the object to be fit for use again.
    ///
    /// Called in a method marked `#[export(allow_poisoned)]`, or outside of exports.
    pub fn clear(&self) {
        self.is_poisoned.set(false);
        self.cause.replace(JsValue::UNDEFINED);
    }

    /// Poisons the object, unless it is: the first cause stays.
    pub(crate) fn set(&self) {
        if !self.is_poisoned.replace(true) {
            self.cause.replace(failure::last_thrown());
        }
    }

    nounwind! {
        /// What the call threw that poisoned the object.
        pub(crate) fn cause(&self) -> JsValue {
            self.cause.borrow().clone()
        }
    }
}
