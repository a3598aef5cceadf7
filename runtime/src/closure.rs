//! JavaScript functions made of Rust closures.
//!
//! [`closure!`](crate::closure!) is the short form, which chooses among these by what the
//! closure captures. All of them give a wasm-bindgen [`Closure`]: it can be called by
//! JavaScript as long as it is not dropped, or for ever after
//! [`into_js_value`](Closure::into_js_value) (the garbage collector then drops it).
//!
//! A panic is thrown to JavaScript as a `PanicError` with the `exportName`
//! `"closure at src/lib.rs:10"`, and the closure can be called again. So can all else that it
//! shares its captures with, which is why [`new`] and [`once`] want them to be [`UnwindSafe`]:
//! an `Arc<Mutex<_>>` is, an `Rc<RefCell<_>>` is not.
//!
//! A panic in an **aborting** closure ends the whole instance, as a trap does: every promise
//! and every object of the module with it. That is the price of capturing what a panic may
//! leave half-changed. To avoid it, capture an `Arc<Mutex<_>>` instead, or, if any state that
//! the panic can leave is fine, use [`new_assert_unwind_safe`].
//!
//! On the host, where there is no JavaScript, all of them panic.

mod body;
mod captured;
mod crossed;
pub(crate) mod given;
pub(crate) mod route;

use core::panic::{Location, UnwindSafe};

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::{Closure, ScopedClosure};

use crate::abi::WasmClosure;
use crate::boundary::site::Boundary;
use crate::closure::body::Lend;
use crate::closure::route::is_unwind_safe;

pub use crate::closure::body::{Body, BodyOnce, Signature};

/// A closure whose panics are caught, each for itself.
///
/// ```no_run
/// use std::sync::{Arc, Mutex};
///
/// use unwind_export::closure;
/// use wasm_bindgen::closure::Closure;
///
/// let lines = Arc::new(Mutex::new(Vec::new()));
/// let push: Closure<dyn FnMut(String)> = closure::new(move |line: String| {
///     lines.lock().unwrap().push(line);
/// });
/// ```
#[track_caller]
pub fn new<T, F>(body: F) -> Closure<T>
where
    T: Signature + ?Sized,
    F: Body<T>,
    // The compiler shows the next line to whoever captures something else.
    F: UnwindSafe, // or: capture an `Arc<Mutex<_>>`; `new_assert_unwind_safe`; `new_aborting`
{
    body.guarded(Boundary::Closure(Location::caller()))
}

/// A closure that runs once. A second call throws an `Error`.
#[track_caller]
pub fn once<T, F>(body: F) -> Closure<T>
where
    T: Signature + ?Sized,
    F: BodyOnce<T>,
    F: UnwindSafe, // or: capture an `Arc<Mutex<_>>`; `once_assert_unwind_safe`; `once_aborting`
{
    body.guarded_once(Boundary::Closure(Location::caller()))
}

/// A closure that may capture anything. A panic in it ends the instance.
#[track_caller]
pub fn new_aborting<T, F>(body: F) -> Closure<T>
where
    T: Signature + ?Sized,
    F: Body<T>,
{
    body.guarded(Boundary::AbortingClosure(Location::caller()))
}

/// A closure that runs once and may capture anything. A panic in it ends the instance.
#[track_caller]
pub fn once_aborting<T, F>(body: F) -> Closure<T>
where
    T: Signature + ?Sized,
    F: BodyOnce<T>,
{
    body.guarded_once(Boundary::AbortingClosure(Location::caller()))
}

/// As [`new`], and the caller vouches for what the closure captures.
#[track_caller]
pub fn new_assert_unwind_safe<T, F>(body: F) -> Closure<T>
where
    T: Signature + ?Sized,
    F: Body<T>,
{
    body.guarded(Boundary::Closure(Location::caller()))
}

/// As [`once`], and the caller vouches for what the closure captures.
#[track_caller]
pub fn once_assert_unwind_safe<T, F>(body: F) -> Closure<T>
where
    T: Signature + ?Sized,
    F: BodyOnce<T>,
{
    body.guarded_once(Boundary::Closure(Location::caller()))
}

/// What `closure!` calls: catching or aborting, by the type of `body`.
#[doc(hidden)]
#[track_caller]
pub fn routed<T, G, F>(body: F) -> Closure<T>
where
    T: Signature + ?Sized,
    F: Body<T, G>,
{
    body.guarded(route::<F>(Location::caller()))
}

/// What `closure!(once …)` calls.
#[doc(hidden)]
#[track_caller]
pub fn routed_once<T, G, F>(body: F) -> Closure<T>
where
    T: Signature + ?Sized,
    F: BodyOnce<T, G>,
{
    body.guarded_once(route::<F>(Location::caller()))
}

/// A closure that an export returns, as the function that JavaScript gets.
#[doc(hidden)]
#[track_caller]
pub fn handed_out<T, G, F>(body: F) -> JsValue
where
    T: Signature + WasmClosure + ?Sized,
    F: Body<T, G>,
{
    routed::<T, G, F>(body).into_js_value()
}

/// The same for one that runs once.
#[doc(hidden)]
#[track_caller]
pub fn handed_out_once<T, G, F>(body: F) -> JsValue
where
    T: Signature + WasmClosure + ?Sized,
    F: BodyOnce<T, G>,
{
    routed_once::<T, G, F>(body).into_js_value()
}

/// Runs an import that borrows a closure.
#[doc(hidden)]
#[track_caller]
pub fn lend<T, G, F, R>(body: F, import: impl FnOnce(&ScopedClosure<'_, T>) -> R) -> R
where
    T: ?Sized,
    F: Lend<T, G>,
{
    captured::expect();
    body.lend(Boundary::Closure(Location::caller()), import)
}

fn route<F>(made: &'static Location<'static>) -> Boundary {
    if is_unwind_safe::<F>() {
        Boundary::Closure(made)
    } else {
        Boundary::AbortingClosure(made)
    }
}
