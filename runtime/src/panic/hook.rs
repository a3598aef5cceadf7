//! The panic hook: what is known of a panic only where it happens.

use core::any::Any;
use std::cell::RefCell;
use std::panic::{self, PanicHookInfo};
use std::sync::Once;
use std::thread;

use wasm_bindgen::JsValue;

use crate::panic::location::Location;
use crate::payload::ring;
use crate::payload::{self, Identity};
use crate::{js, strategy};

/// Panics that the user's own code catches leave their records behind: this many are stored.
const CAPACITY: usize = 16;

thread_local! {
    static RECORDS: RefCell<Vec<Record>> = const { RefCell::new(Vec::new()) };
}

/// What the hook knows of one panic.
pub(crate) struct Record {
    pub(crate) payload: Identity,
    pub(crate) id: u32,
    /// The `PanicError`, where there is a JavaScript side.
    pub(crate) error: Option<JsValue>,
    /// What the error would say, where there is none.
    pub(crate) location: Option<Location>,
    /// Whether it had left Rust before, and is under way again.
    pub(crate) has_left: bool,
}

/// Sets the hook, once, in front of the one there is.
pub(crate) fn install() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(set);
}

/// Sets the hook again after somebody replaced it.
pub(crate) fn reinstall() {
    if !thread::panicking() {
        set();
    }
}

fn set() {
    let previous = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        record(info);
        previous(info);
    }));
}

/// Only records: a hook that throws breaks every later panic.
fn record(info: &PanicHookInfo<'_>) {
    let id = ring::next_id();
    let payload = strategy::panicking(info.payload());
    let error = new_error(info.payload(), info.location(), id);
    strategy::note_error(error.as_ref());
    push(Record {
        payload,
        id,
        error,
        location: info.location().filter(|_| !js::HAS_JS).map(Location::from),
        has_left: false,
    });
}

/// A `PanicError` whose stack begins with the caller's.
pub(crate) fn new_error(
    payload: &(dyn Any + Send),
    location: Option<&core::panic::Location<'_>>,
    id: u32,
) -> Option<JsValue> {
    js::HAS_JS.then(|| {
        js::capture_stack();
        let (value, opaque) = match payload::to_js(payload) {
            Some(value) => (value, false),
            None => (JsValue::from_str(payload::OPAQUE), true),
        };
        let (file, line, column) = location.map_or(("<unknown>", 0, 0), |location| {
            (location.file(), location.line(), location.column())
        });
        js::new_panic_error(&value, opaque, file, line, column, id)
    })
}

pub(crate) fn push(record: Record) {
    // A thread that is ending may have no records any more.
    let _ = RECORDS.try_with(|records| ring::push(&mut records.borrow_mut(), CAPACITY, record));
}

/// Takes the record of a caught payload, and drops the newer ones: they are of panics
/// that came and went while this one was unwinding.
pub(crate) fn take(payload: &(dyn Any + Send)) -> Option<Record> {
    let identity = Identity::of(payload);
    RECORDS.with_borrow_mut(|records| {
        let index = records
            .iter()
            .rposition(|record| record.payload == identity)?;
        records.truncate(index + 1);
        records.pop()
    })
}
