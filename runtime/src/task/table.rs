//! The tasks of this instance.
//!
//! Their queue and everything else that has to outlive a failed poll is in JavaScript.

use core::pin::Pin;
use core::task::{Context, Poll, RawWakerVTable, Waker};
use std::cell::{Cell, RefCell};
use std::rc::Weak;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Wake;

use slab::Slab;
use wasm_bindgen::prelude::*;

use crate::boundary::failure::or_throw;
use crate::instance::{self, ABANDON, Instance};
use crate::js::{self, direct};
use crate::object::poison;
use crate::task::join::Joined;
use crate::token::{self, token};

thread_local! {
    static TASKS: RefCell<Slab<Entry>> = const { RefCell::new(Slab::new()) };
    /// Of the waker of the innermost task that is being polled.
    static POLLED: Cell<Option<Pointers>> = const { Cell::new(None) };
    /// What JavaScript's call does, once there is a task: a module that never starts one is linked without.
    static POLL: Cell<fn(u32) -> bool> = const { Cell::new(|_| false) };
}

struct Entry {
    /// Away while it is being polled.
    task: Option<Task>,
    alarm: Arc<Alarm>,
    /// Who is told if a poll does not return.
    joined: Option<Weak<dyn Joined>>,
}

struct Task {
    work: Work,
    waker: Waker,
}

enum Work {
    /// What a promise settles with.
    Promised(Pin<Box<dyn Future<Output = Result<JsValue, JsValue>>>>),
    Spawned(Pin<Box<dyn Future<Output = ()>>>),
}

impl Work {
    #[inline]
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<()> {
        match self {
            Self::Promised(future) => future.as_mut().poll(context).map(|result| match result {
                Ok(value) => js::fulfil(token(), &value),
                Err(error) => js::reject(token::converted(), &error),
            }),
            Self::Spawned(future) => future.as_mut().poll(context),
        }
    }
}

/// Wakes a task: at most once between two polls, and not after its end.
struct Alarm {
    task: u32,
    silent: AtomicBool,
}

impl Wake for Alarm {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if !self.silent.swap(true, Ordering::Relaxed) {
            js::wake_task(token(), self.task);
        }
    }
}

/// What a waker is, without holding it: what it points to, and what it does with that.
type Pointers = (*const (), *const RawWakerVTable);

fn pointers(waker: &Waker) -> Pointers {
    (waker.data(), waker.vtable())
}

/// Polls a new task at once, and gives its promise.
#[inline]
pub(crate) fn launch(future: impl Future<Output = Result<JsValue, JsValue>> + 'static) -> JsValue {
    let task = insert(Work::Promised(Box::pin(future)), None);
    direct::launch(token(), task);
    js::take_promise(token::converted())
}

/// Starts a task that no promise stands for, beginning with the next microtask. `joined` is told if a
/// poll of it does not return.
pub(crate) fn detach(future: impl Future<Output = ()> + 'static, joined: Weak<dyn Joined>) {
    let task = insert(Work::Spawned(Box::pin(future)), Some(joined));
    js::detach(token(), task);
}

fn insert(work: Work, joined: Option<Weak<dyn Joined>>) -> u32 {
    instance::set_up();
    POLL.set(|number| or_throw(|| poll(number)));
    ABANDON.set(|number, error| or_throw(|| abandon(number, error)));
    TASKS.with_borrow_mut(|tasks| {
        let entry = tasks.vacant_entry();
        let task = u32::try_from(entry.key()).expect("memory for 2^32 tasks");
        let alarm = Arc::new(Alarm {
            task,
            silent: AtomicBool::new(true),
        });
        entry.insert(Entry {
            task: Some(Task {
                work,
                waker: Waker::from(Arc::clone(&alarm)),
            }),
            alarm,
            joined,
        });
        task
    })
}

/// Whether `waker` wakes the task that is being polled, and does nothing else.
pub(crate) fn is_polled_by(waker: &Waker) -> bool {
    POLLED.get() == Some(pointers(waker))
}

#[wasm_bindgen(js_class = UnwindExportInstance, wasm_bindgen = crate::boundary::stand_in::wasm_bindgen)]
impl Instance {
    /// Polls a task once, and gives whether it has ended.
    ///
    /// Its place stays taken meanwhile, and until nothing of it is left: what it starts by then, also as it is
    /// dropped, gets another number. Once this has returned, JavaScript knows that number no more.
    #[wasm_bindgen(skip_typescript)]
    pub fn poll(number: u32) -> bool {
        POLL.get()(number)
    }
}

#[inline]
fn poll(number: u32) -> bool {
    let key = number as usize;
    let taken = TASKS.with_borrow_mut(|tasks| {
        let entry = tasks.get_mut(key)?;
        let task = entry.task.take()?;
        entry.alarm.silent.store(false, Ordering::Relaxed);
        Some(task)
    });
    let Some(mut task) = taken else { return false };
    let outer = POLLED.replace(Some(pointers(&task.waker)));
    let poll = task.work.poll(&mut Context::from_waker(&task.waker));
    POLLED.set(outer);
    if poll.is_pending() {
        TASKS.with_borrow_mut(|tasks| tasks[key].task = Some(task));
    } else {
        drop(task);
        remove(number);
    }
    poll.is_ready()
}

fn abandon(number: u32, error: JsValue) -> bool {
    POLLED.set(None);
    let joined = remove(number).and_then(|entry| entry.joined?.upgrade());
    // Of what it had borrowed.
    poison::call_failed(&error);
    joined.is_some_and(|joined| joined.fail(error))
}

/// Nobody wakes by that number any more.
fn remove(number: u32) -> Option<Entry> {
    let removed = TASKS.with_borrow_mut(|tasks| tasks.try_remove(number as usize))?;
    removed.alarm.silent.store(true, Ordering::Relaxed);
    Some(removed)
}
