//! This instance, as JavaScript reaches it.

use core::ptr::fn_addr_eq;
use std::cell::Cell;

use wasm_bindgen::prelude::*;

use crate::abi::{has_ended, index_of, revive, set_on_abort};
use crate::js::{self, direct};
use crate::panic::hook;
use crate::strategy;
use crate::token::{self, token};

thread_local! {
    static IS_SET_UP: Cell<bool> = const { Cell::new(false) };
    static OTHERS_ON_ABORT: Cell<Option<fn()>> = const { Cell::new(None) };
    /// What JavaScript's calls do, once there is a task, or somebody has asked: a module that never has any is linked
    /// without.
    pub(crate) static ABANDON: Cell<fn(u32, JsValue) -> bool> = const { Cell::new(|_, _| false) };
    pub(crate) static RESTARTED: Cell<fn(u32, JsValue)> = const { Cell::new(|_, _| ()) };
}

/// The class whose static methods call the instance that is alive now. Each room adds those that have to be fast.
#[wasm_bindgen(private, skip_typescript, js_name = UnwindExportInstance)]
pub struct Instance;

// JavaScript has the same numbers.
const TOUCH: u32 = 0;
const END: u32 = 1;
const END_IF_PANICKING: u32 = 2;
const THROW_OWN: u32 = 3;
const RETHROW: u32 = 4;
const ABANDONED: u32 = 5;
const TAKEN_OVER: u32 = 6;
const SAMPLE: u32 = 7;

// Without wasm-bindgen's own catch: what may panic has one of ours.
#[wasm_bindgen(js_class = UnwindExportInstance, wasm_bindgen = crate::boundary::stand_in::wasm_bindgen)]
impl Instance {
    /// All calls that need not be fast, by number: for each method the glue has a wrapper.
    #[wasm_bindgen(skip_typescript)]
    pub fn call(what: u32, number: u32, value: JsValue) -> bool {
        match what {
            TOUCH => touch(),
            END => strategy::trap(),
            END_IF_PANICKING => end_if_panicking(number != 0),
            // Throws a value as every export does.
            THROW_OWN => strategy::throw(value),
            // Throws what JavaScript has ready for that, where panics abort.
            RETHROW => strategy::rethrow(),
            // Gives up a task, whose poll did not return but threw this: JavaScript knows its number no more. Gives
            // whether a `JoinHandle` has taken the error.
            ABANDONED => return ABANDON.get()(number, value),
            // Tells those who asked that this instance has taken over.
            TAKEN_OVER => RESTARTED.get()(number, value),
            // Panics, such that only the stack of it is seen.
            SAMPLE => hook::sample(),
            _ => {}
        }
        false
    }
}

/// The first call after start functions have run, or after an exception has torn the instance, with no other on
/// the stack. In a fresh instance, it is what makes that.
fn touch() {
    strategy::all_have_ended();
    hear_of_aborts();
}

/// Ends this instance if a panic has left it without having been caught: one that another replaced as
/// it unwound, or one of a destructor that the garbage collector ran. Called with no frame of it on the stack,
/// or where panics abort (`has_trapped`) once one has passed by every boundary.
fn end_if_panicking(has_trapped: bool) {
    let has_trapped = strategy::PANICS_TRAP && has_trapped;
    let unseen = has_trapped.then(hook::tell_unseen).flatten();
    if strategy::is_panicking(has_trapped) {
        if let Some(error) = unseen {
            js::blame(token::converted(), &error);
        }
        strategy::trap();
    }
}

/// In an instance that has ended, wasm-bindgen's imports trap as they return. JavaScript calls the hook that
/// was set by others.
fn on_abort() {
    if direct::is_false_alarm(token(), strategy::is_inside()) {
        return revive();
    }
    let others = OTHERS_ON_ABORT.get();
    direct::ended(
        token(),
        others.map_or(0, |hook| index_of(hook as *const ())),
    );
}

/// Sets our abort hook, in place of one that has been set since. That of the `worker` crate has wasm-bindgen make
/// the next instance by the way of the next call, whose arguments may be pointers of the old one.
pub(crate) fn hear_of_aborts() {
    let ours: fn() = on_abort;
    let before = set_on_abort(ours);
    if let Some(others) = before.filter(|before| !fn_addr_eq(*before, ours)) {
        OTHERS_ON_ABORT.set(Some(others));
    }
}

/// Called by JavaScript.
extern "C" fn tell_whether_ended() -> bool {
    has_ended()
}

/// Likewise: by which panic, or 0. Where panics abort, only JavaScript knows.
extern "C" fn tell_whether_panicking() -> i32 {
    if strategy::PANICS_TRAP {
        1
    } else if strategy::is_panicking(false) {
        hook::last_begun()
    } else {
        0
    }
}

/// Sets up this instance, unless that has been done: start functions run in no fixed order.
pub(crate) fn set_up() {
    if !IS_SET_UP.replace(true) {
        token::set(attach());
        strategy::set_up();
        hook::install();
        hear_of_aborts();
        // Its error is all that it is for.
        let _ = js::probe(token());
        // Last: a module that is loaded all the same works by itself.
        direct::admit(token());
    }
}

fn attach() -> i32 {
    js::attach(
        Instance.into(),
        &wasm_bindgen::function_table(),
        index_of(tell_whether_ended as *const ()),
        index_of(tell_whether_panicking as *const ()),
        &js::get_imports().unwrap_or_default(),
        &wasm_bindgen::exports(),
    )
}

#[wasm_bindgen(start, private, skip_typescript, wasm_bindgen = crate::boundary::stand_in::wasm_bindgen)]
fn start() {
    set_up();
}
