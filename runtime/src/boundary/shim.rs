//! What surrounds the shims that `#[export]` writes: the compiler fills this in faster than
//! a procedural macro writes it, and wasm-bindgen's macro reads nothing of it.

/// Shims stand beside the item, where nobody can name them.
#[doc(hidden)]
#[macro_export]
macro_rules! __shims {
    ($($shims:tt)*) => {
        #[cfg(not(doctest))]
        #[allow(dead_code, deprecated, private_interfaces, clippy::too_many_arguments)]
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
        $crate::__body!(@guard $site, $($call)*)
    };
    (guard_text $site:expr, $($call:tt)*) => {
        $crate::__private0::GuardedText::from($crate::__body!(@guard $site, $($call)*))
    };
    (start $site:expr, [] [] $call:expr) => {
        $crate::__private0::start(const { &$site }, || $crate::__private0::Ok($call))
    };
    (start_async $site:expr, [] [] $call:expr) => {
        $crate::__private0::start_async(const { &$site }, async |(), ()| $call).await
    };
    (guard_async $site:expr, [$($lent:ident: $borrow:expr),*] [$($owned:ident: $take:expr),*] $call:expr) => {
        $crate::__private0::guard_async(
            const { &$site },
            || $crate::__private0::Ok($crate::__body!(@list $($borrow)*)),
            || $crate::__private0::Ok(($($take,)*)),
            async |$crate::__body!(@list $($lent)*), ($($owned,)*)| $call,
        )
        .await
    };
    (recover $site:expr, $recover:expr, $($call:tt)*) => {
        $crate::__body!(@recover $site, $recover, $($call)*)
    };
    (recover_text $site:expr, $recover:expr, $($call:tt)*) => {
        $crate::__private0::GuardedText::from($crate::__body!(@recover $site, $recover, $($call)*))
    };
    (recover_async $site:expr, $recover:expr, [$($lent:ident: $borrow:expr),*] [$($owned:ident: $take:expr),*] $call:expr) => {
        $crate::__private0::guard_async_recovering(
            const { &$site },
            $recover,
            || $crate::__private0::Ok($crate::__body!(@list $($borrow)*)),
            || $crate::__private0::Ok(($($take,)*)),
            async |$crate::__body!(@list $($lent)*), ($($owned,)*)| $call,
        )
        .await
    };
    (@recover $site:expr, $recover:expr, [$($lent:ident: $borrow:expr),*] [$($owned:ident: $take:expr),*] $call:expr) => {
        $crate::__private0::guard_recovering(
            const { &$site },
            $recover,
            || $crate::__private0::Ok($crate::__body!(@list $($borrow)*)),
            || $crate::__private0::Ok(($($take,)*)),
            |$crate::__body!(@list $($lent)*), ($($owned,)*)| $call,
        )
    };
    (@guard $site:expr, [] [$($owned:ident: $take:expr),*] $call:expr) => {
        $crate::__private0::guard(const { &$site }, || {
            $(let $owned = $take;)*
            $crate::__private0::Ok($call)
        })
    };
    (@guard $site:expr, [$($lent:ident: $borrow:expr),*] [$($owned:ident: $take:expr),*] $call:expr) => {
        $crate::__private0::guard_lent(
            const { &$site },
            || $crate::__private0::Ok($crate::__body!(@list $($borrow)*)),
            || $crate::__private0::Ok(($($take,)*)),
            |$crate::__body!(@list $($lent)*), ($($owned,)*)| $call,
        )
    };
    (@list) => { () };
    (@list $first:tt $($rest:tt)*) => { ($first, $crate::__body!(@list $($rest)*)) };
}
