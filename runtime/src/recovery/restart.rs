use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use crate::boundary::guard;
use crate::boundary::site::{Boundary, Site};
use crate::instance::RESTARTED;
use crate::js;
use crate::token;

thread_local! {
    static ON_RESTART: RefCell<Vec<fn(&Restart)>> = const { RefCell::new(Vec::new()) };
}

/// Has `callback` called in an instance that has taken over, after its start functions. Called
/// in a start function itself. A callback that panics is reported with `console.error`.
pub fn on_restart(callback: fn(&Restart)) {
    RESTARTED.set(restarted);
    ON_RESTART.with_borrow_mut(|callbacks| callbacks.push(callback));
}

/// An instance that has taken over from one that was ended.
#[derive(Debug)]
pub struct Restart {
    restarts: u32,
    cause: JsValue,
}

impl Restart {
    /// How many there were since the module was loaded, with this one.
    #[must_use]
    pub fn restarts(&self) -> u32 {
        self.restarts
    }

    /// What ended the last instance: a `RuntimeError`, say. `undefined` where the host hides it.
    #[must_use]
    pub fn cause(&self) -> &JsValue {
        &self.cause
    }
}

fn restarted(restarts: u32, cause: JsValue) {
    let restart = Restart { restarts, cause };
    // Copied: a callback may add another.
    let callbacks = ON_RESTART.with_borrow(Clone::clone);
    for callback in callbacks {
        tell(callback, &restart);
    }
}

fn tell(callback: fn(&Restart), restart: &Restart) {
    static SITE: Site = Site::new("on_restart");
    let call = || {
        callback(restart);
        Ok(())
    };
    if let Err(error) = guard::run(Boundary::Export(&SITE), call) {
        js::report(&error, token::converted());
    }
}
