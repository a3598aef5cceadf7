//! A task that the first request starts, and that serves all.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use async_lock::Semaphore;
use unwind_export::{export, spawn};

static ASKED: Semaphore = Semaphore::new(0);

thread_local! {
    static IS_STARTED: Cell<bool> = const { Cell::new(false) };
    static WAITING: RefCell<VecDeque<Rc<Semaphore>>> = const { RefCell::new(VecDeque::new()) };
}

/// Waits for an answer of that task.
#[export]
pub async fn ask_relay() {
    if !IS_STARTED.replace(true) {
        drop(spawn(serve()));
    }
    let answer = Rc::new(Semaphore::new(0));
    WAITING.with_borrow_mut(|waiting| waiting.push_back(Rc::clone(&answer)));
    ASKED.add_permits(1);
    answer.acquire().await.forget();
}

async fn serve() {
    loop {
        ASKED.acquire().await.forget();
        if let Some(answer) = WAITING.with_borrow_mut(VecDeque::pop_front) {
            answer.add_permits(1);
        }
    }
}
