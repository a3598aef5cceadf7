use std::cell::{Cell, RefCell};

use wasm_bindgen::prelude::*;

use crate::boundary::guard;
use crate::boundary::site::{Boundary, Site};
use crate::instance::Instance;
use crate::js;

thread_local! {
    static ON_RESTART: RefCell<Vec<fn(&Restart)>> = const { RefCell::new(Vec::new()) };
    /// What JavaScript's call does, once somebody has asked: other modules are linked without.
    static RESTARTED: Cell<fn(&Restart)> = const { Cell::new(|_| ()) };
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

#[wasm_bindgen(js_class = UnwindExportInstance, wasm_bindgen = crate::boundary::stand_in::wasm_bindgen)]
impl Instance {
    /// Tells those who asked that this instance has taken over.
    #[wasm_bindgen(skip_typescript)]
    pub fn restarted(restarts: u32, cause: JsValue) {
        RESTARTED.get()(&Restart { restarts, cause });
    }
}

fn restarted(restart: &Restart) {
    // Copied: a callback may add another.
    let callbacks = ON_RESTART.with_borrow(Clone::clone);
    for callback in callbacks {
        tell(callback, restart);
    }
}

fn tell(callback: fn(&Restart), restart: &Restart) {
    static SITE: Site = Site::new("on_restart");
    let call = || {
        callback(restart);
        Ok(())
    };
    if let Err(error) = guard::run(Boundary::Export(&SITE), call) {
        js::report(&error);
    }
}
