//! A package as a page would have it: each way to call Rust, and each way in which such a call can fail. Called by
//! `tests/bundlers/scenario.mjs`, once it has been through a bundler.

use std::cell::Cell;
use std::hint::black_box;

use js_sys::Promise;
use unwind_export::{JsFuture, Poison, closure, export, import, recovery, spawn};
use wasm_bindgen::prelude::*;

thread_local! {
    static CALLS: Cell<u32> = const { Cell::new(0) };
}

#[export(start)]
fn main() {
    let mut policy = recovery::Policy::default();
    policy.max_restarts = 20;
    recovery::enable(policy);
}

/// A static: starts again with each instance.
#[export]
pub fn count() -> u32 {
    CALLS.set(CALLS.get() + 1);
    CALLS.get()
}

#[export]
pub fn shout(text: &str) -> String {
    text.to_uppercase()
}

#[export]
pub fn divide(left: i32, right: i32) -> i32 {
    quotient(left, right)
}

#[inline(never)]
fn quotient(left: i32, right: i32) -> i32 {
    assert!(right != 0, "{left} divided by zero");
    left / right
}

#[export]
pub async fn double(promise: Promise, fail: bool) -> Result<f64, JsValue> {
    let value = JsFuture::from(promise).await?;
    assert!(!fail, "after an await");
    Ok(value.as_f64().expect("a number") * 2.0)
}

/// A task of its own, whose panic is only what its caller is told.
#[export]
pub async fn join_failing_task() -> bool {
    spawn(async { panic!("in a task") }).await.is_err()
}

#[export]
pub fn counter() -> JsValue {
    let mut count = 0;
    closure!(move |fail: bool| {
        assert!(!fail, "in a closure");
        count += 1;
        count
    })
    .into_js_value()
}

#[import(js_namespace = globalThis)]
extern "C" {
    #[import(js_name = callBack)]
    fn call_back();
}

/// Calls JavaScript, which may throw.
#[export]
pub fn calling() {
    call_back();
}

#[export]
pub struct Account {
    balance: i32,
    #[export(poison)]
    poison: Poison,
}

#[export]
impl Account {
    #[export(constructor)]
    #[must_use]
    pub fn new(balance: i32) -> Self {
        Self {
            balance,
            poison: Poison::new(),
        }
    }

    pub fn pay(&mut self, amount: i32) -> i32 {
        self.balance -= amount;
        assert!(self.balance >= 0, "the account is overdrawn");
        self.balance
    }
}

#[export]
pub fn trap() {
    #[cfg(target_family = "wasm")]
    core::arch::wasm32::unreachable();
}

#[export]
pub async fn trap_later(promise: Promise) -> Result<(), JsValue> {
    JsFuture::from(promise).await?;
    trap();
    Ok(())
}

/// Fills the engine's stack.
#[export]
pub fn overflow() -> u64 {
    recurse(black_box(1))
}

#[inline(never)]
fn recurse(depth: u64) -> u64 {
    let next: fn(u64) -> u64 = black_box(recurse);
    next(depth + 1) + 1
}
