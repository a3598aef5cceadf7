//! What comes in and goes out with a call.

pub(crate) mod argument;
pub(crate) mod conversion;
pub(crate) mod given_numbers;
pub(crate) mod given_text;
pub(crate) mod imported;
pub(crate) mod member;
pub(crate) mod number;
pub(crate) mod receiver;
pub(crate) mod text;
mod unexported;
