//! The panic hook: what is known of a panic only where it happens.

use core::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{self, PanicHookInfo};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use wasm_bindgen::JsValue;

use crate::js::{self, direct};
use crate::panic::location::Location;
use crate::payload::ring;
use crate::payload::{self, Identity};
use crate::strategy;
use crate::token::{self, token};

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

/// How often our hook has been set.
static TIMES: AtomicUsize = AtomicUsize::new(0);

/// Of these times, the one whose hook is there yet, 0 if that is gone; and where that hook is.
static LATEST: AtomicUsize = AtomicUsize::new(0);
static ADDRESS: AtomicUsize = AtomicUsize::new(0);

/// What our hook holds: which time it was. Whoever sets a hook that does not call ours, as
/// `console_error_panic_hook` does, drops ours by that: no call has to look whether it is there.
struct Life(usize);

impl Drop for Life {
    fn drop(&mut self) {
        let gone = LATEST.compare_exchange(self.0, 0, Ordering::SeqCst, Ordering::SeqCst);
        // By now the other hook is set. While a panic unwinds none can be.
        if gone.is_ok() && !thread::panicking() {
            set();
        }
    }
}

thread_local! {
    static IS_RUNNING: Cell<bool> = const { Cell::new(false) };
    static IS_SAMPLE: Cell<bool> = const { Cell::new(false) };
}

type Hook = dyn Fn(&PanicHookInfo<'_>) + Send + Sync;

/// Sets the hook, once, in front of the one there is.
pub(crate) fn install() {
    if TIMES.load(Ordering::SeqCst) == 0 {
        set();
    }
}

/// Whether hooks of others count. To look at the one that there is has std's own linked, and all that this calls.
const CHAINS: bool = cfg!(feature = "chain-hooks");

/// Sets the hook again if somebody has set another. A panic that it has not seen may also have begun
/// without any, by `resume_unwind`.
pub(crate) fn reinstall() {
    if thread::panicking() {
        return;
    }
    if !(CHAINS && is_in_front()) {
        set();
    }
}

/// As far as that can be known.
fn is_in_front() -> bool {
    let is_there = LATEST.load(Ordering::SeqCst) != 0;
    if !CHAINS || !is_there {
        return is_there;
    }
    let hook = panic::take_hook();
    let is_in_front = address_of(&*hook) == ADDRESS.load(Ordering::SeqCst);
    panic::set_hook(hook);
    is_in_front
}

fn set() {
    let previous: Box<Hook> = if CHAINS {
        panic::take_hook()
    } else {
        Box::new(|_| {})
    };
    let time = TIMES.fetch_add(1, Ordering::SeqCst) + 1;
    let life = Life(time);
    let hook: Box<Hook> = Box::new(move |info| {
        let _ = &life;
        // A hook of the user's may call an older one of ours.
        if IS_RUNNING.replace(true) {
            return previous(info);
        }
        direct::capture_stack(token());
        if IS_SAMPLE.take() {
            return IS_RUNNING.set(false);
        }
        record(info);
        previous(info);
        strategy::hook_has_run();
        IS_RUNNING.set(false);
    });
    ADDRESS.store(address_of(&*hook), Ordering::SeqCst);
    LATEST.store(time, Ordering::SeqCst);
    panic::set_hook(hook);
}

fn address_of(hook: &Hook) -> usize {
    core::ptr::from_ref(hook).cast::<()>().addr()
}

/// Panics for the sake of the stack that the hook captures. Not where that would end the instance, as it does in a
/// hook, nor where somebody else would hear of it.
#[inline(never)]
pub(crate) fn sample() {
    if strategy::PANICS_TRAP || thread::panicking() || !is_in_front() {
        return;
    }
    IS_SAMPLE.set(true);
    let _ = strategy::catch(|| panic!());
    // A hook of others, which keeps ours without calling it, may have had the panic.
    IS_SAMPLE.set(false);
}

/// Only records: a hook that throws breaks every later panic. Nothing here calls the user's code.
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

/// A `PanicError` with the stack that was captured last. Not inlined into both that call it: that would be a kilobyte.
#[inline(never)]
pub(crate) fn new_error(
    payload: &(dyn Any + Send),
    location: Option<&core::panic::Location<'_>>,
    id: u32,
) -> Option<JsValue> {
    js::HAS_JS.then(|| {
        let (value, opaque) = match payload::to_js(payload) {
            Some(value) => (value, false),
            None => (JsValue::from_str(payload::OPAQUE), true),
        };
        let (file, line, column) = location.map_or(("<unknown>", 0, 0), |location| {
            (location.file(), location.line(), location.column())
        });
        js::panic::new_panic_error(token(), &value, opaque, file, line, column, id)
    })
}

pub(crate) fn push(record: Record) {
    // A thread that is ending may have no records any more.
    let _ = RECORDS.try_with(|records| {
        let mut records = records.borrow_mut();
        if records.len() == CAPACITY {
            records.remove(0);
        }
        records.push(record);
    });
}

/// The number of the last panic that nobody has caught, as far as that is known. One of which no hook was told has none.
pub(crate) fn last_begun() -> i32 {
    const NONE: i32 = -1;
    let last =
        |records: &RefCell<Vec<Record>>| records.try_borrow().ok()?.last().map(|last| last.id);
    let last = RECORDS.try_with(last).ok().flatten();
    last.map_or(NONE, u32::cast_signed)
}

/// Tells of the panics whose records nobody has taken, and gives the error of the first.
pub(crate) fn tell_unseen() -> Option<JsValue> {
    let errors: Vec<_> = RECORDS
        .take()
        .into_iter()
        .filter_map(|record| record.error)
        .collect();
    for error in &errors {
        js::panic::tell_unseen(token::converted(), error);
    }
    errors.into_iter().next()
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
