//! What a panic carries, as JavaScript sees it.

mod boxed;
pub(crate) mod exception;
pub(crate) mod returned;
pub(crate) mod ring;

use core::any::{Any, TypeId};

use std::borrow::Cow;

use wasm_bindgen::JsValue;

use crate::digits::push_digits;
use crate::js::{self, HAS_JS};
pub(crate) use crate::payload::boxed::Payload;
use crate::payload::exception::JsException;
use crate::token;

/// Tells two payloads apart between the hook, which sees the payload in the panicking
/// frame, and the catch, which gets it in a box: only a string's bytes stay where they are. A panic that
/// the user's own code has caught leaves its record behind, so the type alone does not do.
#[derive(PartialEq)]
pub(crate) struct Identity {
    type_id: TypeId,
    carried: Carried,
}

enum Carried {
    Text {
        address: *const u8,
        length: usize,
        /// Of the text's ends: another one may take its place in memory.
        hash: u64,
    },
    Value(JsValue),
    Opaque,
}

impl Identity {
    pub(crate) fn of(payload: &(dyn Any + Send)) -> Self {
        let type_id = payload.type_id();
        let carried = match text(payload) {
            Some(text) => Carried::Text {
                address: text.as_ptr(),
                length: text.len(),
                hash: hash_ends(text.as_bytes()),
            },
            None if HAS_JS => to_js(payload).map_or(Carried::Opaque, Carried::Value),
            None => Carried::Opaque,
        };
        Self { type_id, carried }
    }
}

impl PartialEq for Carried {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Text {
                    address,
                    length,
                    hash,
                },
                Self::Text {
                    address: at,
                    length: bytes,
                    hash: ends,
                },
            ) => (address, length, hash) == (at, bytes, ends),
            (Self::Value(value), Self::Value(other)) => {
                js::panic::is_same(value, other, token::converted())
            }
            (Self::Opaque, Self::Opaque) => true,
            _ => false,
        }
    }
}

/// FNV-1a, of two bytes at a time.
fn hash_ends(text: &[u8]) -> u64 {
    const LENGTH: usize = 64;
    let ends = text.iter().zip(text.iter().rev()).take(LENGTH);
    ends.fold(0xcbf2_9ce4_8422_2325, |hash, (&first, &last)| {
        (hash ^ u64::from(first) ^ u64::from(last) << 8).wrapping_mul(0x100_0000_01b3)
    })
}

/// The message of a string payload.
pub(crate) fn text(payload: &(dyn Any + Send)) -> Option<&str> {
    payload
        .downcast_ref::<&'static str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
}

/// Text as JavaScript gets it. A longer one would be nothing to read, and may not fit there.
pub(crate) fn cut(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 4 << 20;
    if text.len() <= LONGEST {
        return text.into();
    }
    let mut end = LONGEST;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut shown = text[..end].to_owned();
    shown.push_str("… (");
    // More than 4 GiB there cannot be.
    push_digits(
        &mut shown,
        u32::try_from(text.len() - end).unwrap_or(u32::MAX),
    );
    shown.push_str(" more bytes)");
    shown.into()
}

/// The payload as a JavaScript value: strings, numbers, booleans and `JsValue`s themselves.
pub(crate) fn to_js(payload: &(dyn Any + Send)) -> Option<JsValue> {
    if let Some(text) = text(payload) {
        return Some(JsValue::from_str(&cut(text)));
    }
    if let Some(value) = payload.downcast_ref::<JsValue>() {
        return Some(value.clone());
    }
    if let Some(exception) = payload.downcast_ref::<JsException>() {
        return Some(exception.value().clone());
    }
    if let Some(value) = payload.downcast_ref::<bool>() {
        return Some(JsValue::from_bool(*value));
    }
    // By two conversions for all: each is code of its own, in the glue as well.
    if let Some(number) = number(payload) {
        return Some(JsValue::from_f64(number));
    }
    if let Some(integer) = integer(payload) {
        return Some(integer.into());
    }
    payload.downcast_ref::<u128>().map(|&value| value.into())
}

/// Returns the payload as the one type, if it is of one of the others.
macro_rules! return_as {
    ($one:ty, $payload:ident: $($type:ty),*) => {
        $(if let Some(&value) = $payload.downcast_ref::<$type>() {
            return Some(value as $one);
        })*
    };
}

/// What is a number in JavaScript.
#[allow(
    clippy::cast_lossless,
    clippy::cast_precision_loss,
    reason = "none of these loses anything where pointers have 32 bits"
)]
fn number(payload: &(dyn Any + Send)) -> Option<f64> {
    return_as!(f64, payload: i32, u32, f64, usize, isize, f32, i8, u8, i16, u16);
    None
}

/// What is a `BigInt`, but for `u128`.
#[allow(clippy::cast_lossless, reason = "as above")]
fn integer(payload: &(dyn Any + Send)) -> Option<i128> {
    return_as!(i128, payload: i64, u64, i128);
    None
}

/// What `message` says of a payload that is not text and has no JavaScript form.
pub(crate) const OPAQUE: &str = "a panic with a payload that is not a string";
