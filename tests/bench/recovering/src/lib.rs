//! The exports that are measured, with `#[export]`, in a module that recovers from aborts.

#[path = "../../exports.rs"]
mod exports;
#[path = "../../ours.rs"]
mod ours;

use std::time::Duration;

use ours::{Guarded, adder_closure};
use unwind_export::{JsFuture, export, recovery};

#[export(start)]
fn main() {
    let mut policy = recovery::Policy::default();
    policy.max_restarts = u32::MAX;
    policy.within = Duration::from_secs(3600);
    recovery::enable(policy);
}

#[export]
pub fn abort() {
    std::process::abort();
}

/// Has the next call make a fresh instance first, and nothing else: the glue's own way.
#[export]
pub fn replace() {
    wasm_bindgen::handler::schedule_reinit();
}
