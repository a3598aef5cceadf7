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
    /// A closure with the signature of `T`, such as `dyn FnMut(u32) -> String`.
    pub trait Body<T: ?Sized> {
        #[doc(hidden)]
        fn guarded(self, boundary: Boundary) -> Closure<T>;
    }

    /// A closure with the signature of `T` that can be called once.
    pub trait BodyOnce<T: ?Sized> {
        #[doc(hidden)]
        fn guarded_once(self, boundary: Boundary) -> Closure<T>;
    }

    /// A reference to a closure with the signature of `T`, which an import borrows while it runs.
    pub trait Lend<T: ?Sized> {
        #[doc(hidden)]
        fn lend<R>(self, boundary: Boundary, import: impl FnOnce(&ScopedClosure<'_, T>) -> R) -> R;
    }
}

macro_rules! bodies {
    ($(($($arg:ident: $ty:ty),*) [$($generic:ident: $($bound:ident)+),*])*) => {
        $(bodies!(@all by_value ($($arg: $ty as Owned<$ty>),*) [$($generic: $($bound)+),*]);)*
    };
    (@all $how:ident ($($arg:ident: $ty:ty as $given:ty),*) [$($generic:ident: $($bound:ident)+),*]) => {
        bodies!(@new Fn [] borrow_aborting $how ($($arg: $ty as $given),*) [$($generic: $($bound)+),*]);
        bodies!(@new FnMut [mut] borrow_mut_aborting $how ($($arg: $ty as $given),*) [$($generic: $($bound)+),*]);

        #[diagnostic::do_not_recommend]
        impl<F, R, $($generic),*> BodyOnce<dyn FnMut($($ty),*) -> R> for F
        where
            F: FnOnce($($ty),*) -> R + 'static,
            $($generic: $($bound +)+ 'static,)*
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
    (@new $Fn:ident [$($mut:ident)?] $borrow:ident $how:ident ($($arg:ident: $ty:ty as $given:ty),*)
     [$($generic:ident: $($bound:ident)+),*]) => {
        #[diagnostic::do_not_recommend]
        impl<F, R, $($generic),*> Body<dyn $Fn($($ty),*) -> R> for F
        where
            F: $Fn($($ty),*) -> R + 'static,
            $($generic: $($bound +)+ 'static,)*
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
        impl<F, R, $($generic),*> Lend<dyn $Fn($($ty),*) -> R> for &$($mut)? F
        where
            F: $Fn($($ty),*) -> R,
            $($generic: $($bound +)+ 'static,)*
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
        let take = move || with($take, ($($arg.get("argument", known::look())?,)*));
        guard_lent($boundary, || Ok(()), take, |(), (body, ($($arg,)*))| body($($arg),*))
    }};
    (@guard by_reference $boundary:ident, $take:ident, $arg:ident) => {{
        let borrow = || $arg.borrow("argument", known::poisoning());
        guard_lent($boundary, borrow, $take, |$arg, body| body($arg))
    }};
}

bodies! {
    () []
    (a: A) [A: FromJs]
    (a: A, b: B) [A: FromJs, B: FromJs]
    (a: A, b: B, c: C) [A: FromJs, B: FromJs, C: FromJs]
    (a: A, b: B, c: C, d: D)
        [A: FromJs, B: FromJs, C: FromJs, D: FromJs]
    (a: A, b: B, c: C, d: D, e: E)
        [A: FromJs, B: FromJs, C: FromJs, D: FromJs, E: FromJs]
    (a: A, b: B, c: C, d: D, e: E, f: G)
        [A: FromJs, B: FromJs, C: FromJs, D: FromJs, E: FromJs,
         G: FromJs]
    (a: A, b: B, c: C, d: D, e: E, f: G, g: H)
        [A: FromJs, B: FromJs, C: FromJs, D: FromJs, E: FromJs,
         G: FromJs, H: FromJs]
    (a: A, b: B, c: C, d: D, e: E, f: G, g: H, h: I)
        [A: FromJs, B: FromJs, C: FromJs, D: FromJs, E: FromJs,
         G: FromJs, H: FromJs, I: FromJs]
}

// wasm-bindgen has closures of one reference too. As it passes that, each exception would cost one
// of 1,024 places for references. `FnMut(A)` is never `FnMut(&A)`.
#[allow(coherence_leak_check)]
const _: () = {
    bodies! { @all by_reference (a: &A as Borrowed<A>) [A: RefFromJs RefFromWasmAbi] }
};

/// What the body is called with comes first: a call that is refused for that does not use it up.
#[inline(always)]
#[allow(clippy::inline_always, reason = "as for `guard`")]
fn with<B, A>(take: impl FnOnce() -> Result<B, Refusal>, given: A) -> Result<(B, A), Refusal> {
    take().map(|body| (body, given))
}
