//! Conversions that are the user's own.

// As `run` of `strategy::trampoline`.
#[unwind_export_macros::__snippet("/js/conversion.mjs")]
unsafe extern "C" {
    /// Has the function of that place in the table called with `conversion`, and keeps what JavaScript throws
    /// meanwhile.
    #[link_name = "convert"]
    pub(crate) fn convert(token: i32, index: u32, conversion: *mut ());
}
