use wasm_bindgen::{JsError, JsValue};

use crate::boundary::site::Boundary;
use crate::js;

/// A call that is refused before it runs: what it cannot have, and why.
pub struct Refusal {
    name: &'static str,
    reason: Reason,
}

pub(crate) enum Reason {
    NotBorrowed(&'static str),
    NotTaken(&'static str),
    Poisoned {
        class_name: &'static str,
        cause: JsValue,
    },
    RunsOnce,
}

impl Refusal {
    #[inline]
    pub(crate) fn new(name: &'static str, reason: Reason) -> Self {
        Self { name, reason }
    }

    #[cold]
    pub(crate) fn into_error(self, boundary: Boundary) -> JsValue {
        let call = boundary.name();
        match self.reason {
            Reason::NotBorrowed(why) => js::new_argument_error(&call, self.name, why, false),
            Reason::NotTaken(why) => js::new_argument_error(&call, self.name, why, true),
            Reason::RunsOnce => {
                JsError::new(&format!("{call}: it runs once, and has been called before")).into()
            }
            Reason::Poisoned { class_name, cause } => {
                js::new_poisoned_error(&call, class_name, &cause)
            }
        }
    }
}
