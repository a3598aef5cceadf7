//! A fresh instance after an abort.
//!
//! A trap, exhausted memory or a full stack ends the instance that it happens in: what was in
//! flight is rejected with an `InstanceAbortedError`, and from then on every call fails. With
//! [`enable`], a fresh instance takes over as soon as the JavaScript of that moment has
//! returned. Start functions run in it again, statics are as at the start, and objects,
//! closures and functions of the old instance throw an error whose `errorKind` is `"stale"`.
//!
//! ```no_run
//! use std::time::Duration;
//!
//! use unwind_export::{export, recovery};
//!
//! #[export(start)]
//! fn main() {
//!     let mut policy = recovery::Policy::default();
//!     policy.max_restarts = 10;
//!     policy.within = Duration::from_secs(300);
//!     recovery::enable(policy);
//! }
//! ```

mod restart;
pub(crate) mod start;

use core::time::Duration;

use wasm_bindgen::JsValue;

use crate::abi::{index_of, schedule_reinit};
use crate::token::token;
use crate::{instance, js, strategy};

pub use crate::recovery::restart::{Restart, on_restart};

/// How often a fresh instance may take over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Policy {
    /// After this many restarts within the time below, the module stays down.
    pub max_restarts: u32,
    /// The time in which restarts are counted.
    pub within: Duration,
    /// Whether an instance goes on after a panic where panics abort (`panic = "abort"`), though
    /// no destructor has run: what the call held is leaked, locks stay locked, a `RefCell` stays
    /// borrowed. Right for code whose state is known to be safe to abandon anywhere. Not set,
    /// the instance is retired after a panic as after a trap. Where panics unwind, an instance
    /// goes on in any case.
    pub keep_after_panic: bool,
    /// Whether an instance goes on where panics unwind after a JavaScript exception that has passed through Rust by an
    /// import that is not declared with [`import`](macro@crate::import): one of js-sys or web-sys, `throw_str`,
    /// `expect_throw`. Destructors may not have run then: objects stay in use, locks stay locked. Not set, the
    /// instance is retired when the call has returned; the caller gets the identical exception.
    pub keep_after_exception: bool,
}

/// Five restarts in a minute, and a fresh instance after a panic that aborts.
impl Default for Policy {
    fn default() -> Self {
        Self {
            max_restarts: 5,
            within: Duration::from_secs(60),
            keep_after_panic: false,
            keep_after_exception: false,
        }
    }
}

/// Has a fresh instance take over whenever this one is ended. Called in a start function, so
/// that the next instance has it too.
///
/// In JavaScript, `instanceStats()` counts restarts, and `onRestart` hears of each. Past the
/// policy's limit, or if a start function fails in a fresh instance, the module stays down:
/// `retryable` of the last `InstanceAbortedError` is false, `instanceStats().isDown` true, and
/// calls go on to fail with `errorKind` `"abort"`.
///
/// # Panics
///
/// Outside wasm, where there are no instances.
pub fn enable(policy: Policy) {
    let within = policy.within.as_secs_f64() * 1000.0;
    instance::set_up();
    strategy::go_on_after_panic(policy.keep_after_panic);
    js::enable(
        token(),
        &wasm_bindgen::function_table(),
        index_of(schedule_reinit as *const ()),
        policy.max_restarts,
        within,
        policy.keep_after_exception,
    );
}

/// Keeps a copy of plain data for the instances to come, under a name: what `structuredClone`
/// copies. It is held by JavaScript, and `undefined` takes it away again.
///
/// # Panics
///
/// If the value cannot be copied: functions, symbols and objects of exported classes.
pub fn keep(key: &str, value: &JsValue) {
    instance::set_up();
    if let Err(error) = js::keep(token(), key, value) {
        let why = js::panic::message_of(&error);
        panic!("`recovery::keep(\"{key}\", …)`: {why}");
    }
}

/// A copy of what was kept under `key`, by this instance or an earlier one.
#[must_use]
pub fn kept(key: &str) -> Option<JsValue> {
    instance::set_up();
    let value = js::kept(token(), key);
    (!value.is_undefined()).then_some(value)
}
