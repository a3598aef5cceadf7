//! Work that takes some time.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use worker::Delay;

/// Of this instance.
static BEGUN: AtomicU32 = AtomicU32::new(0);

/// How many have begun to wait in this instance.
pub(crate) fn begun() -> u32 {
    BEGUN.load(Ordering::Relaxed)
}

/// # Panics
///
/// If that is no number.
pub(crate) async fn milliseconds(text: &str) {
    let milliseconds = text.parse().unwrap();
    BEGUN.fetch_add(1, Ordering::Relaxed);
    Delay::from(Duration::from_millis(milliseconds)).await;
}
