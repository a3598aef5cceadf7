//! Futures that JavaScript polls.
//!
//! The queue and everything else that has to outlive a failed poll is in `js/tasks.mjs`.

use core::panic::Location;
use core::pin::Pin;
use core::task::{Context, Waker};
use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Wake;

use js_sys::Promise;
use slab::Slab;
use wasm_bindgen::JsValue;

use crate::boundary::Boundary;
use crate::{guard, instance, js};

thread_local! {
    static TASKS: RefCell<Slab<Option<Task>>> = const { RefCell::new(Slab::new()) };
}

struct Task {
    future: Pin<Box<dyn Future<Output = ()>>>,
    waker: Waker,
    alarm: Arc<Alarm>,
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
            js::wake(self.task);
        }
    }
}

/// Polls a new task at once. It settles the promise by `js::fulfil` or `js::reject`.
pub(crate) fn launch(future: impl Future<Output = ()> + 'static) -> Promise {
    js::launch(insert(future))
}

/// Runs a future that nobody waits for, beginning with the next microtask. A panic in it is
/// printed with `console.error`.
#[track_caller]
pub fn spawn_local(future: impl Future<Output = ()> + 'static) {
    let spawned = Boundary::Task(Location::caller());
    js::detach(insert(async move {
        let body = async {
            future.await;
            Ok(())
        };
        match guard::run_async(spawned, body).await {
            Ok(()) => js::fulfil(&JsValue::UNDEFINED),
            Err(error) => js::reject(&error),
        }
    }));
}

fn insert(future: impl Future<Output = ()> + 'static) -> u32 {
    instance::set_up();
    TASKS.with_borrow_mut(|tasks| {
        let entry = tasks.vacant_entry();
        let alarm = Arc::new(Alarm {
            task: u32::try_from(entry.key()).expect("memory for 2^32 tasks"),
            silent: AtomicBool::new(true),
        });
        let task = alarm.task;
        entry.insert(Some(Task {
            future: Box::pin(future),
            waker: Waker::from(Arc::clone(&alarm)),
            alarm,
        }));
        task
    })
}

/// Polls a task once. Its place stays taken meanwhile, so that a task that it starts
/// gets another number.
pub(crate) fn poll(number: u32) {
    let key = number as usize;
    let taken = TASKS.with_borrow_mut(|tasks| tasks.get_mut(key)?.take());
    let Some(mut task) = taken else { return };
    task.alarm.silent.store(false, Ordering::Relaxed);
    let poll = task
        .future
        .as_mut()
        .poll(&mut Context::from_waker(&task.waker));
    if poll.is_pending() {
        TASKS.with_borrow_mut(|tasks| tasks[key] = Some(task));
    } else {
        task.alarm.silent.store(true, Ordering::Relaxed);
        end(number);
    }
}

/// Gives up the place of a task that has ended, or whose poll never returned.
pub(crate) fn end(number: u32) {
    TASKS.with_borrow_mut(|tasks| tasks.try_remove(number as usize));
}
