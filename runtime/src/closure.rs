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

pub(crate) mod route;

use core::panic::{Location, UnwindSafe};

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::convert::{FromWasmAbi, RefFromWasmAbi};

use crate::abi::{self, WasmClosure};
use crate::boundary::crossing::{IntoJs, RefFromJs};
use crate::boundary::guard::{Left, guard};
use crate::boundary::refusal::{Reason, Refusal};
use crate::boundary::site::Boundary;
use crate::closure::route::is_unwind_safe;
use crate::value::argument::Borrowed;

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
    T: ?Sized,
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
    T: ?Sized,
    F: BodyOnce<T>,
    F: UnwindSafe, // or: capture an `Arc<Mutex<_>>`; `once_assert_unwind_safe`; `once_aborting`
{
    body.guarded_once(Boundary::Closure(Location::caller()))
}

/// A closure that may capture anything. A panic in it ends the instance.
#[track_caller]
pub fn new_aborting<T, F>(body: F) -> Closure<T>
where
    T: ?Sized,
    F: Body<T>,
{
    body.guarded(Boundary::AbortingClosure(Location::caller()))
}

/// A closure that runs once and may capture anything. A panic in it ends the instance.
#[track_caller]
pub fn once_aborting<T, F>(body: F) -> Closure<T>
where
    T: ?Sized,
    F: BodyOnce<T>,
{
    body.guarded_once(Boundary::AbortingClosure(Location::caller()))
}

/// As [`new`], and the caller vouches for what the closure captures.
#[track_caller]
pub fn new_assert_unwind_safe<T, F>(body: F) -> Closure<T>
where
    T: ?Sized,
    F: Body<T>,
{
    body.guarded(Boundary::Closure(Location::caller()))
}

/// As [`once`], and the caller vouches for what the closure captures.
#[track_caller]
pub fn once_assert_unwind_safe<T, F>(body: F) -> Closure<T>
where
    T: ?Sized,
    F: BodyOnce<T>,
{
    body.guarded_once(Boundary::Closure(Location::caller()))
}

/// What `closure!` calls: catching or aborting, by the type of `body`.
#[doc(hidden)]
#[track_caller]
pub fn routed<T, F>(body: F) -> Closure<T>
where
    T: ?Sized,
    F: Body<T>,
{
    body.guarded(route::<F>(Location::caller()))
}

/// What `closure!(once …)` calls.
#[doc(hidden)]
#[track_caller]
pub fn routed_once<T, F>(body: F) -> Closure<T>
where
    T: ?Sized,
    F: BodyOnce<T>,
{
    body.guarded_once(route::<F>(Location::caller()))
}

/// A closure that an export returns, as the function that JavaScript gets.
#[doc(hidden)]
#[track_caller]
pub fn handed_out<T, F>(body: F) -> JsValue
where
    T: WasmClosure + ?Sized,
    F: Body<T>,
{
    routed(body).into_js_value()
}

/// The same for one that runs once.
#[doc(hidden)]
#[track_caller]
pub fn handed_out_once<T, F>(body: F) -> JsValue
where
    T: WasmClosure + ?Sized,
    F: BodyOnce<T>,
{
    routed_once(body).into_js_value()
}

fn route<F>(made: &'static Location<'static>) -> Boundary {
    if is_unwind_safe::<F>() {
        Boundary::Closure(made)
    } else {
        Boundary::AbortingClosure(made)
    }
}

/// A closure with the signature of `T`, such as `dyn FnMut(u32) -> String`.
#[diagnostic::on_unimplemented(
    message = "this is not a closure `{T}` that wasm-bindgen can convert",
    label = "expected a closure `{T}`",
    note = "a closure takes up to eight parameters by value, or one by reference, of types \
            that can come from JavaScript; its result has to go to JavaScript"
)]
pub trait Body<T: ?Sized> {
    #[doc(hidden)]
    fn guarded(self, boundary: Boundary) -> Closure<T>;
}

/// A closure with the signature of `T` that can be called once.
#[diagnostic::on_unimplemented(
    message = "this is not a closure `{T}` that wasm-bindgen can convert",
    label = "expected a closure `{T}`",
    note = "a closure takes up to eight parameters by value, or one by reference, of types \
            that can come from JavaScript; its result has to go to JavaScript"
)]
pub trait BodyOnce<T: ?Sized> {
    #[doc(hidden)]
    fn guarded_once(self, boundary: Boundary) -> Closure<T>;
}

macro_rules! bodies {
    ($(($($arg:ident: $ty:ty),*) [$($generic:ident: $($bound:ident)+),*])*) => {
        $(bodies!(@all by_value ($($arg: $ty as $ty),*) [$($generic: $($bound)+),*]);)*
    };
    (@all $how:ident ($($arg:ident: $ty:ty as $given:ty),*) [$($generic:ident: $($bound:ident)+),*]) => {
        bodies!(@new Fn [] $how ($($arg: $ty as $given),*) [$($generic: $($bound)+),*]);
        bodies!(@new FnMut [mut] $how ($($arg: $ty as $given),*) [$($generic: $($bound)+),*]);

        #[diagnostic::do_not_recommend]
        impl<F, R, $($generic),*> BodyOnce<dyn FnMut($($ty),*) -> R> for F
        where
            F: FnOnce($($ty),*) -> R + 'static,
            $($generic: $($bound +)+ 'static,)*
            R: IntoJs + 'static,
        {
            fn guarded_once(self, boundary: Boundary) -> Closure<dyn FnMut($($ty),*) -> R> {
                let mut body = Some(self);
                #[allow(unused_mut, reason = "only what is lent changes")]
                let guarded: Box<dyn FnMut($($given),*) -> Left<R>> =
                    Box::new(move |$(mut $arg: $given),*| {
                        let guarded = guard(boundary, || match body.take() {
                            Some(body) => {
                                $(bodies!(@take $how $arg);)*
                                Ok(body($($arg),*))
                            }
                            None => Err(Refusal::new("self", Reason::RunsOnce)),
                        });
                        $(bodies!(@give_back $how $arg);)*
                        Left::from(guarded)
                    });
                // Our guard catches: wasm-bindgen's own would only cost time.
                abi::retyped(Closure::wrap_aborting(guarded))
            }
        }
    };
    (@new $Fn:ident [$($mut:ident)?] $how:ident ($($arg:ident: $ty:ty as $given:ty),*)
     [$($generic:ident: $($bound:ident)+),*]) => {
        #[diagnostic::do_not_recommend]
        impl<F, R, $($generic),*> Body<dyn $Fn($($ty),*) -> R> for F
        where
            F: $Fn($($ty),*) -> R + 'static,
            $($generic: $($bound +)+ 'static,)*
            R: IntoJs + 'static,
        {
            fn guarded($($mut)? self, boundary: Boundary) -> Closure<dyn $Fn($($ty),*) -> R> {
                #[allow(unused_mut, reason = "only what is lent changes")]
                let guarded: Box<dyn $Fn($($given),*) -> Left<R>> =
                    Box::new(move |$(mut $arg: $given),*| {
                        let guarded = guard(boundary, || {
                            $(bodies!(@take $how $arg);)*
                            Ok(self($($arg),*))
                        });
                        $(bodies!(@give_back $how $arg);)*
                        Left::from(guarded)
                    });
                abi::retyped(Closure::wrap_aborting(guarded))
            }
        }
    };
    (@take by_value $arg:ident) => {};
    (@take by_reference $arg:ident) => {
        let mut $arg = $arg.get("argument", None)?;
        let $arg = *$arg.lend();
    };
    (@give_back by_value $arg:ident) => {};
    (@give_back by_reference $arg:ident) => {
        drop($arg);
    };
}

bodies! {
    () []
    (a: A) [A: FromWasmAbi]
    (a: A, b: B) [A: FromWasmAbi, B: FromWasmAbi]
    (a: A, b: B, c: C) [A: FromWasmAbi, B: FromWasmAbi, C: FromWasmAbi]
    (a: A, b: B, c: C, d: D)
        [A: FromWasmAbi, B: FromWasmAbi, C: FromWasmAbi, D: FromWasmAbi]
    (a: A, b: B, c: C, d: D, e: E)
        [A: FromWasmAbi, B: FromWasmAbi, C: FromWasmAbi, D: FromWasmAbi, E: FromWasmAbi]
    (a: A, b: B, c: C, d: D, e: E, f: G)
        [A: FromWasmAbi, B: FromWasmAbi, C: FromWasmAbi, D: FromWasmAbi, E: FromWasmAbi,
         G: FromWasmAbi]
    (a: A, b: B, c: C, d: D, e: E, f: G, g: H)
        [A: FromWasmAbi, B: FromWasmAbi, C: FromWasmAbi, D: FromWasmAbi, E: FromWasmAbi,
         G: FromWasmAbi, H: FromWasmAbi]
    (a: A, b: B, c: C, d: D, e: E, f: G, g: H, h: I)
        [A: FromWasmAbi, B: FromWasmAbi, C: FromWasmAbi, D: FromWasmAbi, E: FromWasmAbi,
         G: FromWasmAbi, H: FromWasmAbi, I: FromWasmAbi]
}

// wasm-bindgen has closures of one reference too. As it passes that, each exception would cost one
// of 1,024 places for references. `FnMut(A)` is never `FnMut(&A)`.
#[allow(coherence_leak_check)]
const _: () = {
    bodies! { @all by_reference (a: &A as Borrowed<A>) [A: RefFromJs RefFromWasmAbi] }
};
