use core::panic::{RefUnwindSafe, UnwindSafe};
use std::cell::{Cell, RefCell};
use std::sync::{Arc, OnceLock};

use wasm_bindgen::JsValue;

use crate::nounwind::nounwind;

/// What a failing call throws. It poisons objects before that is known.
type Cause = Arc<OnceLock<JsValue>>;

thread_local! {
    /// Of the call that is failing.
    static CAUSE: Cell<Option<Cause>> = const { Cell::new(None) };
    /// Takes that, once there is one: a module in which nothing can be poisoned is linked without.
    static TAKE: Cell<fn() -> Failing> = const { Cell::new(|| Failing(None)) };
}

/// A field that marks an object as possibly half-changed by a panic.
///
/// In an exported struct, `#[export(poison)] poison: Poison` makes every call on an object
/// or with it throw a `PoisonedError`, once a panic has left an export that had borrowed the
/// object for changing, or had borrowed it at all if other fields can change behind a
/// reference. This is what allows such fields in the first place: as with
/// [`std::sync::Mutex`], nobody sees a broken invariant unawares. Objects are refused where JavaScript gives
/// them to Rust, and nowhere within Rust. So the struct is not `UnwindSafe` for it: where another object or a closure
/// shares one with such fields, that needs a poison field of its own, or an `assert_unwind_safe`.
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
    cause: RefCell<Option<Cause>>,
}

// A panic leaves it as it is, or set.
impl UnwindSafe for Poison {}
impl RefUnwindSafe for Poison {}

impl Poison {
    /// Not poisoned.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            is_poisoned: Cell::new(false),
            cause: RefCell::new(None),
        }
    }

    /// Whether a panic may have left the object half-changed.
    #[must_use]
    pub fn is_poisoned(&self) -> bool {
        self.is_poisoned.get()
    }

    /// Declares the object to be fit for use again.
    ///
    /// Called in a method marked `#[export(allow_poisoned)]`, or outside of exports. What the object inherits from
    /// (`extends`) has a poison of its own, which is cleared by itself.
    pub fn clear(&self) {
        self.is_poisoned.set(false);
        self.cause.replace(None);
    }

    nounwind! {
        /// Poisons the object, unless it is: the first cause stays.
        pub(crate) fn set(&self) {
            if !self.is_poisoned.replace(true) {
                let cause = CAUSE.take().unwrap_or_default();
                CAUSE.set(Some(Arc::clone(&cause)));
                TAKE.set(|| Failing(CAUSE.take().map(telling)));
                self.cause.replace(Some(cause));
            }
        }
    }

    nounwind! {
        /// What the call threw that poisoned the object.
        pub(crate) fn cause(&self) -> JsValue {
            let cause = self.cause.borrow();
            let thrown = cause.as_ref().and_then(|cause| cause.get());
            thrown.cloned().unwrap_or_default()
        }
    }
}

type Tell = Box<dyn FnOnce(&JsValue)>;

fn telling(cause: Cause) -> Tell {
    Box::new(move |thrown| {
        // It has none before.
        let _ = cause.set(thrown.clone());
    })
}

/// What the failing call has poisoned, by the cause that all of that shares. Taken before anybody is told of
/// the failure, as calls that they make may fail too.
pub(crate) struct Failing(Option<Tell>);

impl Failing {
    pub(crate) fn take() -> Self {
        TAKE.get()()
    }

    /// Says what the call throws.
    pub(crate) fn with(self, thrown: &JsValue) {
        if let Some(tell) = self.0 {
            tell(thrown);
        }
    }
}

/// Says what the failing call throws, once it has poisoned all that it had borrowed.
pub(crate) fn call_failed(thrown: &JsValue) {
    Failing::take().with(thrown);
}
