use wasm_bindgen::{JsError, JsValue};

use crate::abi::{NULL_ERROR, OWNERSHIP_ERROR, WRONG_TYPE_ERROR};
use crate::boundary::site::Boundary;
use crate::js;

/// A call that is refused before it runs: what it cannot have, and why.
pub struct Refusal {
    name: &'static str,
    reason: Reason,
}

/// Why a call cannot have something.
pub enum Reason {
    NotBorrowed(&'static str),
    NotTaken(&'static str),
    Poisoned {
        class_name: &'static str,
        cause: JsValue,
    },
    RunsOnce,
    /// It is that value, of another type.
    OfAnotherType {
        expected: &'static str,
        value: JsValue,
    },
    /// Memory has no room for it.
    TooLong {
        expected: &'static str,
    },
    /// Its conversion threw this.
    Threw(JsValue),
}

/// What text is, where something else has come.
pub(crate) const TEXT: &str = "a string";

const GONE: &str = "it has been freed, or given away by an earlier call";
const WRONG_ELEMENT: &str = "one of its elements is of another type, has been freed, or was given away \
                             by an earlier call; those before it are given up by this call";

impl Refusal {
    /// Whether there is no object any more.
    pub(crate) fn is_of_nothing(&self) -> bool {
        matches!(self.reason, Reason::NotTaken(NULL_ERROR))
    }

    #[inline]
    pub(crate) fn new(name: &'static str, reason: Reason) -> Self {
        Self { name, reason }
    }

    #[cold]
    pub(crate) fn into_error(self, boundary: Boundary) -> JsValue {
        self.into_error_of(&boundary.name())
    }

    /// What the caller of `call` is told.
    #[cold]
    pub(crate) fn into_error_of(self, call: &str) -> JsValue {
        match self.reason {
            Reason::NotBorrowed(NULL_ERROR) | Reason::NotTaken(NULL_ERROR) => {
                js::panic::new_argument_error(call, self.name, GONE, false)
            }
            Reason::NotTaken(WRONG_TYPE_ERROR) => {
                js::panic::new_argument_error(call, self.name, WRONG_ELEMENT, false)
            }
            Reason::NotTaken(why @ OWNERSHIP_ERROR) => {
                js::panic::new_argument_error(call, self.name, why, true)
            }
            Reason::NotBorrowed(why) | Reason::NotTaken(why) => {
                js::panic::new_argument_error(call, self.name, why, false)
            }
            Reason::OfAnotherType { expected, value } => {
                js::panic::new_type_error(call, self.name, expected, &value)
            }
            Reason::TooLong { expected } => {
                // Not formatted, as in the next: that is a kilobyte of code.
                let why = String::from_iter(["memory has no room for ", expected, " so long"]);
                js::panic::new_argument_error(call, self.name, &why, false)
            }
            Reason::Threw(error) => error,
            Reason::RunsOnce => {
                let text = String::from_iter([call, ": it runs once, and has been called before"]);
                JsError::new(&text).into()
            }
            Reason::Poisoned { class_name, cause } => {
                js::panic::new_poisoned_error(call, class_name, &cause)
            }
        }
    }
}
