//! Panics whose errors come back from JavaScript.

use wasm_bindgen::JsValue;

use crate::js::{self, HAS_JS};
use crate::payload::boxed::Payload;
use crate::payload::ring;
use crate::token::{self, token};

/// What is known of one.
pub(crate) struct Returned {
    pub(crate) id: u32,
    /// Text, unless it is still there as what it was.
    pub(crate) payload: Option<Payload>,
    pub(crate) has_left: bool,
}

impl Returned {
    /// The panic behind a `PanicError`. `None` for any other value.
    pub(crate) fn of(value: &JsValue) -> Option<Self> {
        if !HAS_JS {
            return None;
        }
        let id = js::panic::panic_id(token(), value)?;
        let text = || js::panic::carried_text(value).map(|text| Box::new(text) as Payload);
        Some(Self {
            id,
            payload: ring::take(id).or_else(text),
            has_left: js::panic::has_left(value, token::converted()),
        })
    }
}
