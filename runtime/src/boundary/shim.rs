//! What surrounds the shims that `#[export]` writes: the compiler fills this in faster than
//! a procedural macro writes it, and wasm-bindgen's macro reads nothing of it.

/// Shims stand beside the item, where nobody can name them. What `#[wasm_bindgen]` makes of them
/// finds wasm-bindgen in the module of that name.
#[doc(hidden)]
#[macro_export]
macro_rules! __shims {
    ($wasm_bindgen:ident: $($shims:tt)*) => {
        #[cfg(not(doctest))]
        #[allow(dead_code, deprecated, unused_imports, clippy::inline_always)]
        const _: () = {
            use $crate::__private::{self as __private, $wasm_bindgen as __wasm_bindgen};
            $($shims)*
        };
    };
}

/// The body of a shim: the receiver is borrowed, if there is one, and `body` runs in a guard.
#[doc(hidden)]
#[macro_export]
macro_rules! __body {
    (guard $site:expr, [$($receiver:tt)*] $body:block) => {
        static __SITE: $crate::__private::Site = $site;
        $($receiver)*
        $crate::__private::guard(&__SITE, || $body)
    };
    (guard_text $site:expr, [$($receiver:tt)*] $body:block) => {
        static __SITE: $crate::__private::Site = $site;
        $($receiver)*
        $crate::__private::GuardedText::from($crate::__private::guard(&__SITE, || $body))
    };
    (guard_async $site:expr, [$($receiver:tt)*] $body:block) => {
        static __SITE: $crate::__private::Site = $site;
        $($receiver)*
        $crate::__private::guard_async(&__SITE, $crate::__private::held!(async $body)).await
    };
    (start $site:expr, [] $body:block) => {
        static __SITE: $crate::__private::Site = $site;
        $crate::__private::start(&__SITE, || $body)
    };
    (start_async $site:expr, [] $body:block) => {
        static __SITE: $crate::__private::Site = $site;
        $crate::__private::start_async(&__SITE, $crate::__private::held!(async $body)).await
    };
}
