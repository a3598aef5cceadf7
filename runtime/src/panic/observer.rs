//! What Rust is told of panics.

use std::cell::{Cell, RefCell};

use crate::panic::Panic;
use crate::token;
use crate::{js, strategy};

thread_local! {
    static OBSERVERS: RefCell<Vec<fn(&Panic)>> = const { RefCell::new(Vec::new()) };
    /// Tells them, once there are some: a module without is linked without.
    static NOTIFY: Cell<fn(&Panic)> = const { Cell::new(|_| ()) };
}

/// Has `observer` called with every panic that reaches a boundary: that leaves an export for
/// JavaScript, rejects a promise, or ends a closure's call or a task. Each panic is told
/// once, at its first boundary, with the same JavaScript error that the caller gets.
///
/// Observers are called in the order in which they were added, after JavaScript's own
/// (`onPanic`). One that panics is reported with `console.error` and changes nothing. Not
/// told are panics that Rust itself catches, and JavaScript exceptions on their way through.
///
/// A fresh instance of the module knows nothing of the old one's observers: add them in a
/// start function.
///
/// ```no_run
/// use unwind_export::{Panic, export, import, on_panic};
///
/// #[import]
/// extern "C" {
///     #[import(js_namespace = console)]
///     fn warn(text: &str);
/// }
///
/// fn log(panic: &Panic) {
///     warn(&format!("{panic} in {}", panic.export_name().unwrap_or_default()));
/// }
///
/// #[export(start)]
/// fn main() {
///     on_panic(log);
/// }
/// ```
pub fn on_panic(observer: fn(&Panic)) {
    OBSERVERS.with_borrow_mut(|observers| observers.push(observer));
    NOTIFY.set(notify_all);
}

pub(crate) fn notify(panic: &Panic) {
    NOTIFY.get()(panic);
}

fn notify_all(panic: &Panic) {
    // Copied: an observer may add another.
    let observers = OBSERVERS.with_borrow(Clone::clone);
    for observer in observers {
        tell(observer, panic);
    }
}

fn tell(observer: fn(&Panic), panic: &Panic) {
    // An observer only reads the panic, and what else it leaves half-changed is its own.
    if let Err(payload) = strategy::catch(|| observer(panic)) {
        js::report(&Panic::new(payload).to_js(), token::converted());
    }
}

/// Prints a panic that nobody waits for, unless somebody listens for panics.
pub(crate) fn report_if_unheard(panic: &Panic) {
    let is_silent = OBSERVERS.with_borrow(Vec::is_empty) && !js::has_listeners(token::converted());
    if panic.is_exception() || is_silent {
        js::report(&panic.to_js(), token::converted());
    }
}
