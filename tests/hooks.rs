//! Panic hooks of the user's, for each crate that has this file.

use std::panic::{PanicHookInfo, set_hook, take_hook};
use std::sync::atomic::{AtomicU32, Ordering};

use unwind_export::export;

static HEARD: AtomicU32 = AtomicU32::new(0);

fn hear(_: &PanicHookInfo<'_>) {
    HEARD.fetch_add(1, Ordering::Relaxed);
}

/// A panic hook of the user's, which does not call ours.
#[export]
pub fn replace_hook() {
    set_hook(Box::new(hear));
}

/// One in place of ours, which stays somewhere without being called.
#[export]
pub fn withhold_hook() {
    core::mem::forget(take_hook());
    set_hook(Box::new(hear));
}

/// How many panics these have heard of.
#[export]
pub fn heard() -> u32 {
    HEARD.load(Ordering::Relaxed)
}
