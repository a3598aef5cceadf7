use core::panic::Location;
use std::rc::{Rc, Weak};

use crate::boundary::failure;
use crate::boundary::poll;
use crate::boundary::site::Boundary;
use crate::panic::observer;
use crate::strategy;
use crate::task::join::{JoinHandle, Outcome};
use crate::task::table;

/// Starts a task that runs beside its caller, beginning with the next microtask.
///
/// The [`JoinHandle`] gives what the future gives, or the panic that ended it. Dropping the
/// handle detaches the task: it goes on, and a panic in it goes to the listeners
/// ([`on_panic`](crate::on_panic), `onPanic` in JavaScript), or is printed with
/// `console.error` if there are none. Whatever a task does, the others go on.
///
/// The future may hold anything: it is gone after a panic. What it shares with others, through
/// an `Rc<RefCell<_>>` say, may be left half-changed; share an `Rc<Mutex<_>>` to see that.
///
/// In JavaScript, the `exportName` of such a panic is `"task at src/lib.rs:20"`, with the line
/// of this call.
///
/// ```no_run
/// use unwind_export::{export, spawn};
///
/// #[export]
/// pub async fn sum(left: Vec<u32>, right: Vec<u32>) -> u32 {
///     let right = spawn(async move { right.iter().sum::<u32>() });
///     let left: u32 = left.iter().sum();
///     left + right.await.unwrap_or_else(|panic| panic.resume())
/// }
/// ```
///
/// # Panics
///
/// Outside wasm, where nothing polls.
#[track_caller]
pub fn spawn<T: 'static>(future: impl Future<Output = T> + 'static) -> JoinHandle<T> {
    let boundary = Boundary::Task(Location::caller());
    let outcome = Rc::new(Outcome::new(boundary));
    let joined = Rc::downgrade(&outcome);
    let handle = Weak::clone(&joined);
    let work = async move {
        let outcome = poll::to_end_and_drop(boundary, strategy::held!(Some(future))).await;
        let result = outcome.map_err(|payload| {
            strategy::fail(payload, |payload| {
                failure::caught_in_task(boundary, payload)
            })
        });
        match (handle.upgrade(), result) {
            (Some(outcome), result) => outcome.settle(result),
            (None, Err(panic)) => observer::report_if_unheard(&panic),
            (None, Ok(_)) => {}
        }
    };
    table::detach(work, joined);
    JoinHandle::new(outcome)
}

/// `spawn` for code that wasm-bindgen generates.
#[track_caller]
pub fn spawn_local(future: impl Future<Output = ()> + 'static) {
    drop(spawn(future));
}
