//! What a panic carries, where nobody gets the original.

use core::any::Any;

use wasm_bindgen::JsValue;

use crate::payload::{self, Payload};

/// A copy, as far as types are known.
pub(super) fn copied(payload: &(dyn Any + Send)) -> Payload {
    macro_rules! first_of {
        ($($type:ty),*) => {
            $(if let Some(value) = payload.downcast_ref::<$type>() {
                return Box::new(value.clone());
            })*
        };
    }
    if let Some(text) = payload.downcast_ref::<String>() {
        return Box::new(payload::cut(text).into_owned());
    }
    first_of!(&'static str, JsValue, bool, i32, u32, f64, i64, u64);
    first_of!(usize, isize, f32, i8, u8, i16, u16, i128, u128);
    Box::new(Unknown)
}

/// Stands for a payload that cannot be copied.
pub(super) struct Unknown;

/// Whether that payload is what the panic carried.
pub(crate) fn is_known(payload: &(dyn Any + Send)) -> bool {
    !payload.is::<Unknown>()
}
