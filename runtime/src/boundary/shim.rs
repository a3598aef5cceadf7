//! What surrounds the shims that `#[export]` writes: the compiler fills this in faster than
//! a procedural macro writes it, and wasm-bindgen's macro reads nothing of it.

/// Shims stand beside the item, where nobody can name them.
#[doc(hidden)]
#[macro_export]
macro_rules! __shims {
    ($($shims:tt)*) => {
        #[cfg(not(doctest))]
        #[allow(
            dead_code,
            deprecated,
            private_interfaces,
            unused_imports,
            clippy::inline_always
        )]
        const _: () = {
            use $crate::__private0::{self as __private, wasm_bindgen as __wasm_bindgen};
            $($shims)*
        };
    };
}

/// The body of a shim: `borrow` and `take` give the arguments, and `call` runs in a guard.
#[doc(hidden)]
#[macro_export]
macro_rules! __body {
    (guard $site:expr, $($call:tt)*) => {
        static __SITE: $crate::__private0::Site = $site;
        $crate::__body!(@guard $($call)*)
    };
    (guard_text $site:expr, $($call:tt)*) => {
        static __SITE: $crate::__private0::Site = $site;
        $crate::__private0::GuardedText::from($crate::__body!(@guard $($call)*))
    };
    (start $site:expr, [] [] $call:expr) => {
        static __SITE: $crate::__private0::Site = $site;
        $crate::__private0::start(&__SITE, || $crate::__private0::Ok($call))
    };
    (start_async $site:expr, [] [] $call:expr) => {
        static __SITE: $crate::__private0::Site = $site;
        $crate::__private0::start_async(&__SITE, async |(), ()| $call).await
    };
    (guard_async $site:expr, [$($lent:ident: $borrow:expr),*] [$($owned:ident: $take:expr),*] $call:expr) => {
        static __SITE: $crate::__private0::Site = $site;
        $crate::__private0::guard_async(
            &__SITE,
            || $crate::__private0::Ok($crate::__body!(@list $($borrow)*)),
            || $crate::__private0::Ok(($($take,)*)),
            async |$crate::__body!(@list $($lent)*), ($($owned,)*)| $call,
        )
        .await
    };
    (recover $site:expr, $recover:expr, $($call:tt)*) => {
        static __SITE: $crate::__private0::Site = $site;
        $crate::__body!(@recover $recover, $($call)*)
    };
    (recover_text $site:expr, $recover:expr, $($call:tt)*) => {
        static __SITE: $crate::__private0::Site = $site;
        $crate::__private0::GuardedText::from($crate::__body!(@recover $recover, $($call)*))
    };
    (recover_async $site:expr, $recover:expr, [$($lent:ident: $borrow:expr),*] [$($owned:ident: $take:expr),*] $call:expr) => {
        static __SITE: $crate::__private0::Site = $site;
        $crate::__private0::guard_async_recovering(
            &__SITE,
            $recover,
            || $crate::__private0::Ok($crate::__body!(@list $($borrow)*)),
            || $crate::__private0::Ok(($($take,)*)),
            async |$crate::__body!(@list $($lent)*), ($($owned,)*)| $call,
        )
        .await
    };
    (@recover $recover:expr, [$($lent:ident: $borrow:expr),*] [$($owned:ident: $take:expr),*] $call:expr) => {
        $crate::__private0::guard_recovering(
            &__SITE,
            $recover,
            || $crate::__private0::Ok($crate::__body!(@list $($borrow)*)),
            || $crate::__private0::Ok(($($take,)*)),
            |$crate::__body!(@list $($lent)*), ($($owned,)*)| $call,
        )
    };
    (@guard [] [$($owned:ident: $take:expr),*] $call:expr) => {
        $crate::__private0::guard(&__SITE, || {
            $(let $owned = $take;)*
            $crate::__private0::Ok($call)
        })
    };
    (@guard [$($lent:ident: $borrow:expr),*] [$($owned:ident: $take:expr),*] $call:expr) => {
        $crate::__private0::guard_lent(
            &__SITE,
            || $crate::__private0::Ok($crate::__body!(@list $($borrow)*)),
            || $crate::__private0::Ok(($($take,)*)),
            |$crate::__body!(@list $($lent)*), ($($owned,)*)| $call,
        )
    };
    (@list) => { () };
    (@list $first:tt $($rest:tt)*) => { ($first, $crate::__body!(@list $($rest)*)) };
}
