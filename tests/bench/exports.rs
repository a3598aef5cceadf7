//! The exports that are measured, written once: the crate around says what `export` is.

use js_sys::Promise;
use wasm_bindgen::JsValue;

use crate::{Guarded, JsFuture, export};

#[export]
pub fn add(left: i32, right: i32) -> i32 {
    left.wrapping_add(right)
}

/// The floor: no glue, no guard.
#[unsafe(no_mangle)]
pub extern "C" fn raw_add(left: i32, right: i32) -> i32 {
    left.wrapping_add(right)
}

#[export]
pub fn echo(text: &str) -> String {
    text.to_owned()
}

#[export]
pub fn is_given(value: &JsValue) -> bool {
    std::hint::black_box(value);
    true
}

#[export]
pub struct Counter {
    count: u32,
}

#[export]
impl Counter {
    #[must_use]
    pub fn make() -> Self {
        Self { count: 0 }
    }

    pub fn bump(&mut self, by: u32) -> u32 {
        self.count = self.count.wrapping_add(by);
        self.count
    }
}

#[export]
pub fn count_of(counter: &Counter) -> u32 {
    counter.count
}

/// The floor of a method: the object is where JavaScript's number says.
#[unsafe(no_mangle)]
pub extern "C" fn raw_bump(counter: &mut Counter, by: u32) -> u32 {
    counter.bump(by)
}

#[unsafe(no_mangle)]
pub extern "C" fn raw_counter() -> Box<Counter> {
    Box::new(Counter::make())
}

#[export]
impl Guarded {
    #[must_use]
    pub fn make() -> Self {
        Self::default()
    }

    pub fn bump(&mut self, by: u32) -> u32 {
        self.count = self.count.wrapping_add(by);
        self.count
    }
}

/// A function that JavaScript may call at any time.
#[export]
pub fn adder() -> JsValue {
    crate::adder_closure()
}

#[export]
pub async fn ready(number: u32) -> u32 {
    number
}

#[export]
pub async fn awaits(promise: Promise, times: u32) -> u32 {
    for _ in 0..times {
        let _ = JsFuture::from(promise.clone()).await;
    }
    times
}

#[export]
pub fn panics(number: u32) -> u32 {
    panic!("not {number}")
}

#[export]
pub async fn panics_in_async(number: u32) -> u32 {
    panic!("not {number}")
}
