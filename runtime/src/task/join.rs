use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};
use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsValue;

use crate::boundary::failure::unawaited;
use crate::boundary::site::Boundary;
use crate::panic::{Panic, observer};

/// What a task gives: `.await` it for `Result<T, Panic>`. Made by [`spawn`](crate::spawn).
///
/// The panic has reached its listeners by then, and is nobody's any more: it goes on with
/// [`Panic::resume`]. What JavaScript threw out of the task is a [`Panic`] too, with a
/// [`JsException`](crate::JsException) as payload.
///
/// Dropped, the task goes on without it. A panic that was not awaited is reported as that of
/// a detached task.
#[must_use = "a dropped handle detaches the task: `drop` it to say so"]
pub struct JoinHandle<T>(Rc<Outcome<T>>);

/// Where a task leaves its result.
pub(crate) struct Outcome<T> {
    state: RefCell<State<T>>,
    boundary: Boundary,
}

enum State<T> {
    Running(Option<Waker>),
    Ended(Result<T, Panic>),
    Taken,
}

/// An outcome of any type, for a task that cannot settle it itself.
pub(crate) trait Joined {
    /// JavaScript threw `error` out of the task. Gives whether anybody will see that.
    fn fail(&self, error: JsValue) -> bool;
}

impl<T> JoinHandle<T> {
    pub(crate) fn new(outcome: Rc<Outcome<T>>) -> Self {
        Self(outcome)
    }

    /// Whether the task has ended.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        !matches!(*self.0.state.borrow(), State::Running(_))
    }
}

impl<T> Future for JoinHandle<T> {
    type Output = Result<T, Panic>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.0.wakes(context.waker()) {
            return Poll::Pending;
        }
        match self.0.state.replace(State::Taken) {
            State::Ended(result) => Poll::Ready(result),
            _ => panic!("a `JoinHandle` was polled after it had given its result"),
        }
    }
}

impl<T> Drop for JoinHandle<T> {
    fn drop(&mut self) {
        if let State::Ended(Err(panic)) = self.0.state.replace(State::Taken) {
            observer::report_if_unheard(&panic);
        }
    }
}

impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinHandle")
            .field("is_finished", &self.is_finished())
            .finish_non_exhaustive()
    }
}

impl<T> Outcome<T> {
    pub(crate) fn new(boundary: Boundary) -> Self {
        Self {
            state: RefCell::new(State::Running(None)),
            boundary,
        }
    }

    /// Has `waker` woken once the task has ended. Gives whether it has not yet.
    fn wakes(&self, waker: &Waker) -> bool {
        match &*self.state.borrow() {
            State::Running(Some(there)) if there.will_wake(waker) => return true,
            State::Running(_) => {}
            _ => return false,
        }
        // To clone a waker and to drop one may be the user's code: not while the state is borrowed.
        let waker = waker.clone();
        let replaced = match &mut *self.state.borrow_mut() {
            State::Running(there) => there.replace(waker),
            _ => return false,
        };
        drop(replaced);
        true
    }

    pub(crate) fn settle(&self, result: Result<T, Panic>) {
        if let State::Running(Some(waker)) = self.state.replace(State::Ended(result)) {
            wake(self.boundary, waker);
        }
    }
}

/// A waker may be the user's, and panic.
#[inline(never)]
fn wake(boundary: Boundary, waker: Waker) {
    let mut waker = Some(waker);
    unawaited(boundary, &mut || {
        if let Some(waker) = waker.take() {
            waker.wake();
        }
    });
}

impl<T> Joined for Outcome<T> {
    fn fail(&self, error: JsValue) -> bool {
        let is_running = matches!(*self.state.borrow(), State::Running(_));
        if is_running {
            self.settle(Err(Panic::of_exception(error)));
        }
        is_running
    }
}
