use core::any::Any;
use core::fmt;
use core::marker::PhantomData;
use core::mem;
use core::panic::{RefUnwindSafe, UnwindSafe};
use core::pin::Pin;
use core::task::{Context, Poll, Waker};
use std::cell::{Cell, RefCell};

use slab::Slab;
use wasm_bindgen::convert::FromWasmAbi;
use wasm_bindgen::prelude::*;

use crate::abi::cast;
use crate::boundary::failure::unawaited;
use crate::boundary::site::{Boundary, Site};
use crate::instance::{self, Instance};
use crate::js;
use crate::task::promise::Promise;
use crate::task::table;
use crate::token;

thread_local! {
    /// Of futures that are not awaited by a task of ours directly. Each is taken as it is woken. While this
    /// is borrowed, no waker is cloned or dropped: that may be the user's code.
    static WAKERS: RefCell<Slab<Option<Waker>>> = const { RefCell::new(Slab::new()) };
    /// What JavaScript's call does, once there is such a waker: as for a task.
    static WAKE: Cell<fn(u32)> = const { Cell::new(|_| ()) };
}

/// A promise as a future: a drop-in for `wasm_bindgen_futures::JsFuture`.
///
/// Its callbacks live in JavaScript, so that none of them is ever called in an instance that
/// has ended, and a promise that is never awaited again leaves nothing behind. It takes whatever
/// JavaScript's `await` takes: also thenables, and promises of libraries that have their own.
///
/// ```no_run
/// use unwind_export::{JsFuture, export};
/// use wasm_bindgen::JsValue;
///
/// #[export]
/// pub async fn double(number: js_sys::Promise) -> Result<f64, JsValue> {
///     let number = JsFuture::from(number).await?;
///     Ok(number.as_f64().expect("a number") * 2.0)
/// }
/// ```
///
/// `promise.await` itself is wasm-bindgen's: its future has its callbacks in Rust.
#[must_use = "futures do nothing unless they are awaited"]
pub struct JsFuture<T = JsValue, E = JsValue> {
    settlement: js::Settlement,
    waker: Option<usize>,
    gives: PhantomData<fn() -> (T, E)>,
}

impl<T, E> JsFuture<T, E> {
    fn new(promise: &JsValue) -> Self {
        instance::set_up();
        Self {
            settlement: js::follow(token::converted(), promise),
            waker: None,
            gives: PhantomData,
        }
    }
}

/// Of every type of JavaScript values that can be awaited: a `js_sys::Promise<T, E>`.
// By what it can do, not by its name: js-sys takes longer to compile than all of this crate.
impl<T, E, P> From<P> for JsFuture<T, E>
where
    P: JsCast + IntoFuture<Output = Result<T, E>>,
{
    fn from(promise: P) -> Self {
        Self::new(promise.as_ref())
    }
}

/// What generated code awaits.
impl<T> From<Promise<T>> for JsFuture<T> {
    fn from(promise: Promise<T>) -> Self {
        Self::new(&promise.promise)
    }
}

impl<T: FromWasmAbi + 'static, E: FromWasmAbi + 'static> Future for JsFuture<T, E> {
    type Output = Result<T, E>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let waker = context.waker();
        let status = if table::is_polled_by(waker) {
            js::poll_by_task(&self.settlement)
        } else {
            let number = self.register(waker);
            js::poll_by_waker(&self.settlement, number)
        };
        match status {
            js::FULFILLED => Poll::Ready(Ok(converted(self.settlement.take()))),
            js::REJECTED => Poll::Ready(Err(converted(self.settlement.take()))),
            _ => Poll::Pending,
        }
    }
}

impl<T, E> JsFuture<T, E> {
    /// Gives the waker a number by which JavaScript can call it.
    fn register(&mut self, waker: &Waker) -> u32 {
        let key = if let Some(key) = self.waker {
            replace(key, waker);
            key
        } else {
            let waker = Some(waker.clone());
            WAKE.set(wake);
            WAKERS.with_borrow_mut(|wakers| wakers.insert(waker))
        };
        self.waker = Some(key);
        u32::try_from(key).expect("memory for 2^32 wakers")
    }
}

fn replace(key: usize, waker: &Waker) {
    let is_there = |there: &Waker| there.will_wake(waker);
    if !WAKERS.with_borrow(|wakers| wakers[key].as_ref().is_some_and(is_there)) {
        let waker = Some(waker.clone());
        let replaced = WAKERS.with_borrow_mut(|wakers| mem::replace(&mut wakers[key], waker));
        drop(replaced);
    }
}

impl<T, E> Drop for JsFuture<T, E> {
    fn drop(&mut self) {
        let Some(key) = self.waker else { return };
        self.settlement.forget_waker();
        let waker = WAKERS.try_with(|wakers| wakers.borrow_mut().try_remove(key));
        drop(waker);
    }
}

#[wasm_bindgen(js_class = UnwindExportInstance, wasm_bindgen = crate::boundary::stand_in::wasm_bindgen)]
impl Instance {
    /// Wakes whoever awaits a promise that has settled.
    #[wasm_bindgen(skip_typescript)]
    pub fn wake(waker: u32) {
        WAKE.get()(waker);
    }
}

fn wake(waker: u32) {
    static SITE: Site = Site::new("wake");
    let mut waker = WAKERS.with_borrow_mut(|wakers| wakers.get_mut(waker as usize)?.take());
    // The user's, it may be.
    unawaited(Boundary::Export(&SITE), &mut || {
        if let Some(waker) = waker.take() {
            waker.wake();
        }
    });
}

/// The value as a `T`, whose conversion is in the glue unless it is a `JsValue` already.
fn converted<T: FromWasmAbi + 'static>(value: JsValue) -> T {
    let mut value = Some(value);
    match (&mut value as &mut dyn Any).downcast_mut::<Option<T>>() {
        Some(value) => value.take(),
        None => value.map(cast::<JsValue, T>),
    }
    .expect("one of the two has it")
}

impl<T, E> fmt::Debug for JsFuture<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsFuture").finish_non_exhaustive()
    }
}

impl<T, E> Unpin for JsFuture<T, E> {}

// What a promise settles with is JavaScript's: a panic in Rust cannot tear it.
impl<T, E> UnwindSafe for JsFuture<T, E> {}
impl<T, E> RefUnwindSafe for JsFuture<T, E> {}
