//! The exports that are measured, with `#[export]`.

#[path = "../../exports.rs"]
mod exports;
#[path = "../../ours.rs"]
mod ours;

use ours::{Guarded, adder_closure};
use unwind_export::{JsFuture, export};
