/// Declares a function that never unwinds, for calls that fail: a panic in it ends the instance.
///
/// That is what `extern "C"` says of a Rust function. The compiler reads it off the declaration, also
/// in the user's crate, where it does not see the body: beside a body that cannot panic either, such
/// a call then needs no landing pad, and what is dropped after it needs no memory.
macro_rules! nounwind {
    ($(#[$attribute:meta])* $visibility:vis fn $($rest:tt)*) => {
        $(#[$attribute])*
        #[cold]
        #[inline(never)]
        #[allow(improper_ctypes_definitions, reason = "only Rust calls it")]
        $visibility extern "C" fn $($rest)*
    };
}
pub(crate) use nounwind;
