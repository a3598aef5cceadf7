//! What a panic carries, as JavaScript sees it.

pub(crate) mod exception;
pub(crate) mod ring;

use core::any::{Any, TypeId};

use wasm_bindgen::JsValue;

use crate::payload::exception::JsException;

pub(crate) type Payload = Box<dyn Any + Send>;

/// Tells two payloads apart between the hook, which sees the payload in the panicking
/// frame, and the catch, which gets it in a box: only a string's bytes stay where they are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Identity {
    type_id: TypeId,
    text: Option<*const u8>,
}

impl Identity {
    pub(crate) fn of(payload: &(dyn Any + Send)) -> Self {
        Self {
            type_id: payload.type_id(),
            text: text(payload).map(str::as_ptr),
        }
    }
}

/// The message of a string payload.
pub(crate) fn text(payload: &(dyn Any + Send)) -> Option<&str> {
    payload
        .downcast_ref::<&'static str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
}

/// Calls a macro with the types of all payloads that are values to JavaScript, but for text.
macro_rules! values {
    ($macro:ident) => {
        $macro!(
            JsValue, bool, i32, u32, f64, i64, u64, usize, isize, f32, i8, u8, i16, u16, i128, u128
        )
    };
}
#[allow(unused_imports, reason = "named where panics abort")]
pub(crate) use values;

/// The payload as a JavaScript value: strings, numbers, booleans and `JsValue`s themselves.
pub(crate) fn to_js(payload: &(dyn Any + Send)) -> Option<JsValue> {
    macro_rules! first_of {
        ($($type:ty),*) => {
            $(if let Some(value) = payload.downcast_ref::<$type>() {
                return Some(JsValue::from(value.clone()));
            })*
        };
    }
    if let Some(text) = text(payload) {
        return Some(JsValue::from_str(text));
    }
    if let Some(exception) = payload.downcast_ref::<JsException>() {
        return Some(exception.value().clone());
    }
    values!(first_of);
    None
}

/// What `message` says of a payload that is not text and has no JavaScript form.
pub(crate) const OPAQUE: &str = "a panic with a payload that is not a string";
