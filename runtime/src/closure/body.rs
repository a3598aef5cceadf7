//! Which Rust closures are JavaScript functions, and how they run.

use wasm_bindgen::closure::{Closure, ScopedClosure};
use wasm_bindgen::convert::RefFromWasmAbi;

use crate::abi;
use crate::boundary::crossing::{FromJs, IntoJs, RefFromJs};
use crate::boundary::guard::guard_lent;
use crate::boundary::refusal::{Reason, Refusal};
use crate::boundary::site::Boundary;
use crate::closure::captured::Captured;
use crate::closure::crossed::Crossed;
use crate::closure::given::{Given, NAME, Reference};
use crate::object::known;
use crate::value::argument::{Borrowed, Owned};

/// What says that a type is none, is the same for all that a closure can be.
macro_rules! of_closures {
    ($($trait:item)*) => {$(
        #[diagnostic::on_unimplemented(
            message = "this is not a closure `{T}` that wasm-bindgen can convert",
            label = "expected a closure `{T}`",
            note = "a closure takes up to eight parameters by value, or one by reference, of types \
                    that can come from JavaScript; its result has to go to JavaScript"
        )]
        $trait
    )*};
}

of_closures! {
    /// A closure with the signature of `T`, such as `dyn FnMut(u32) -> String`. `G` is how what it is called with comes
    /// from JavaScript.
    pub trait Body<T: Signature + ?Sized, G = <T as Signature>::Given> {
        #[doc(hidden)]
        fn guarded(self, boundary: Boundary) -> Closure<T>;
    }

    /// A closure with the signature of `T` that can be called once.
    pub trait BodyOnce<T: Signature + ?Sized, G = <T as Signature>::Given> {
        #[doc(hidden)]
        fn guarded_once(self, boundary: Boundary) -> Closure<T>;
    }

    /// A reference to a closure with the signature of `T`, which an import borrows while it runs.
    pub trait Lend<T: ?Sized, G> {
        #[doc(hidden)]
        fn lend<R>(self, boundary: Boundary, import: impl FnOnce(&ScopedClosure<'_, T>) -> R) -> R;
    }
}

/// What a closure can be called with, such as `dyn FnMut(u32) -> String`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a closure that wasm-bindgen can convert",
    label = "expected the type of a closure",
    note = "a closure takes up to eight parameters by value, or one by reference, of types \
            that can come from JavaScript; its result has to go to JavaScript"
)]
pub trait Signature {
    #[doc(hidden)]
    type Given;
}

macro_rules! bodies {
    ($(($($arg:ident: $ty:ident as $given:ident),*))*) => {$(
        bodies!(@all
            by_value [$($ty: FromJs + 'static, $given: Given<$ty>),*] [($($given,)*)] ($($arg: $ty as $given),*)
        );
        bodies!(@signature [$($ty: FromJs + 'static),*] ($($ty),*) ($(Owned<$ty>,)*));
    )*};
    (@signature [$($generics:tt)*] ($($ty:ty),*) $given:ty) => {
        bodies!(@signature Fn [$($generics)*] ($($ty),*) $given);
        bodies!(@signature FnMut [$($generics)*] ($($ty),*) $given);
    };
    (@signature $Fn:ident [$($generics:tt)*] ($($ty:ty),*) $given:ty) => {
        #[diagnostic::do_not_recommend]
        impl<R, $($generics)*> Signature for dyn $Fn($($ty),*) -> R {
            type Given = $given;
        }
    };
    (@all $how:ident [$($generics:tt)*] [$all:ty] ($($arg:ident: $ty:ty as $given:ty),*)) => {
        bodies!(@new Fn [] borrow_aborting $how [$($generics)*] [$all] ($($arg: $ty as $given),*));
        bodies!(@new FnMut [mut] borrow_mut_aborting $how [$($generics)*] [$all] ($($arg: $ty as $given),*));

        #[diagnostic::do_not_recommend]
        impl<F, R, $($generics)*> BodyOnce<dyn FnMut($($ty),*) -> R, $all> for F
        where
            F: FnOnce($($ty),*) -> R + 'static,
            R: IntoJs + 'static,
        {
            fn guarded_once(self, boundary: Boundary) -> Closure<dyn FnMut($($ty),*) -> R> {
                let mut body = Captured::new(Some(self), boundary);
                let guarded: Box<dyn FnMut($($given),*) -> Crossed<R>> = Box::new(move |$($arg: $given),*| {
                    let take = || body.take().ok_or_else(|| Refusal::new("self", Reason::RunsOnce));
                    Crossed::from(bodies!(@guard $how boundary, take, $($arg),*))
                });
                // Our guard catches: wasm-bindgen's own would only cost time.
                abi::retyped(Closure::wrap_aborting(guarded))
            }
        }
    };
    (@new $Fn:ident [$($mut:ident)?] $borrow:ident $how:ident [$($generics:tt)*] [$all:ty]
     ($($arg:ident: $ty:ty as $given:ty),*)) => {
        #[diagnostic::do_not_recommend]
        impl<F, R, $($generics)*> Body<dyn $Fn($($ty),*) -> R, $all> for F
        where
            F: $Fn($($ty),*) -> R + 'static,
            R: IntoJs + 'static,
        {
            fn guarded(self, boundary: Boundary) -> Closure<dyn $Fn($($ty),*) -> R> {
                let $($mut)? captured = Captured::new(self, boundary);
                let guarded: Box<dyn $Fn($($given),*) -> Crossed<R>> = Box::new(move |$($arg: $given),*| {
                    let body = &$($mut)? *captured;
                    let take = move || Ok(body);
                    Crossed::from(bodies!(@guard $how boundary, take, $($arg),*))
                });
                abi::retyped(Closure::wrap_aborting(guarded))
            }
        }

        #[diagnostic::do_not_recommend]
        impl<F, R, $($generics)*> Lend<dyn $Fn($($ty),*) -> R, $all> for &$($mut)? F
        where
            F: $Fn($($ty),*) -> R,
            R: IntoJs + 'static,
        {
            fn lend<O>(
                self,
                boundary: Boundary,
                import: impl FnOnce(&ScopedClosure<'_, dyn $Fn($($ty),*) -> R>) -> O,
            ) -> O {
                let $($mut)? guarded = |$($arg: $given),*| -> Crossed<R> {
                    let body = &$($mut)? *self;
                    let take = move || Ok(body);
                    Crossed::from(bodies!(@guard $how boundary, take, $($arg),*))
                };
                let lent = ScopedClosure::<dyn $Fn($($given),*) -> Crossed<R>>::$borrow(&$($mut)? guarded);
                import(&abi::retyped(lent))
            }
        }
    };
    (@guard by_value $boundary:ident, $take:ident, $($arg:ident),*) => {{
        $(let $arg = $arg.early();)*
        let take = move || with($take, ($($arg()?,)*));
        guard_lent($boundary, || Ok(()), take, |(), (body, ($($arg,)*))| body($($arg),*))
    }};
    (@guard by_reference $boundary:ident, $take:ident, $arg:ident) => {{
        let borrow = || $arg.borrow(NAME, known::poisoning());
        guard_lent($boundary, borrow, $take, |$arg, body| body($arg))
    }};
}

bodies! {
    ()
    (a: A as GA)
    (a: A as GA, b: B as GB)
    (a: A as GA, b: B as GB, c: C as GC)
    (a: A as GA, b: B as GB, c: C as GC, d: D as GD)
    (a: A as GA, b: B as GB, c: C as GC, d: D as GD, e: E as GE)
    (a: A as GA, b: B as GB, c: C as GC, d: D as GD, e: E as GE, f: G as GG)
    (a: A as GA, b: B as GB, c: C as GC, d: D as GD, e: E as GE, f: G as GG, g: H as GH)
    (a: A as GA, b: B as GB, c: C as GC, d: D as GD, e: E as GE, f: G as GG, g: H as GH, h: I as GI)
}

// wasm-bindgen has closures of one reference too. As it passes that, each exception would cost one
// of 1,024 places for references. `FnMut(A)` is never `FnMut(&A)`.
#[allow(coherence_leak_check)]
const _: () = {
    bodies! { @all by_reference [A: RefFromJs + RefFromWasmAbi + 'static] [Reference] (a: &A as Borrowed<A>) }
    bodies! { @signature [A: RefFromJs + RefFromWasmAbi + 'static] (&A) Reference }
};

/// What the body is called with comes first: a call that is refused for that does not use it up.
#[inline(always)]
#[allow(clippy::inline_always, reason = "as for `guard`")]
fn with<B, A>(take: impl FnOnce() -> Result<B, Refusal>, given: A) -> Result<(B, A), Refusal> {
    take().map(|body| (body, given))
}
