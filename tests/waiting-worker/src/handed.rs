//! What one request hands to the next one that waits for it, also with plain wasm-bindgen.

use std::cell::RefCell;
use std::panic::AssertUnwindSafe;
use std::rc::Rc;
use std::thread::LocalKey;

use async_lock::{Mutex, OnceCell, Semaphore};
use js_sys::{Function, Promise};
use unwind_export::export;
use wasm_bindgen::prelude::*;

type Outcome = Result<(), JsValue>;

fn called(pause: &Function) -> Result<Promise, JsValue> {
    Ok(pause.call0(&JsValue::UNDEFINED)?.unchecked_into())
}

async fn ours(pause: &Function) -> Outcome {
    unwind_export::JsFuture::from(called(pause)?).await?;
    Ok(())
}

async fn plains(pause: &Function) -> Outcome {
    wasm_bindgen_futures::JsFuture::from(called(pause)?).await?;
    Ok(())
}

/// What there is to wait for.
struct Shared {
    lock: Rc<Mutex<()>>,
    semaphore: Rc<Semaphore>,
    cell: RefCell<Rc<OnceCell<()>>>,
}

impl Shared {
    fn new() -> Self {
        Self {
            lock: Rc::default(),
            semaphore: Rc::new(Semaphore::new(1)),
            cell: RefCell::default(),
        }
    }

    /// A new cell each time it has been filled.
    fn cell(&self) -> Rc<OnceCell<()>> {
        let mut cell = self.cell.borrow_mut();
        if cell.is_initialized() {
            *cell = Rc::default();
        }
        Rc::clone(&cell)
    }
}

thread_local! {
    static OURS: Shared = Shared::new();
    static PLAINS: Shared = Shared::new();
}

/// Has `what` to itself while `work` goes on.
async fn hold(
    shared: &'static LocalKey<Shared>,
    what: &str,
    work: impl Future<Output = Outcome>,
) -> Outcome {
    match what {
        "lock" => {
            let lock = shared.with(|shared| Rc::clone(&shared.lock));
            let _held = lock.lock().await;
            work.await
        }
        "semaphore" => {
            let semaphore = shared.with(|shared| Rc::clone(&shared.semaphore));
            let _held = semaphore.acquire().await;
            work.await
        }
        // Whoever fails leaves it to the next.
        _ => {
            let cell = shared.with(Shared::cell);
            cell.get_or_try_init(|| work).await.copied()
        }
    }
}

/// Holds `what` until the promise that `pause` makes then has settled.
#[export]
pub async fn hold_ours(what: String, pause: Function) -> Outcome {
    hold(&OURS, &what, ours(&pause)).await
}

#[wasm_bindgen]
pub fn hold_plains(what: String, pause: Function) -> Promise {
    let held = async move { hold(&PLAINS, &what, plains(&pause)).await };
    // Plain wasm-bindgen refuses locks otherwise, which nothing here leaves half-changed.
    let held = AssertUnwindSafe(async { held.await.map(|()| JsValue::UNDEFINED) });
    wasm_bindgen_futures::future_to_promise(held)
}
