//! What is called past wasm-bindgen's wrappers, by the path to which its command-line tool copies the modules. One for
//! each file: the glue has a key for each function.

#[cfg(target_family = "wasm")]
#[unwind_export_macros::__snippet("/js/direct.mjs")]
unsafe extern "C-unwind" {
    safe fn direct(token: i32, what: i32, argument: i32) -> i32;
}

#[cfg(target_family = "wasm")]
#[unwind_export_macros::__snippet("/js/tasks/queue.mjs")]
unsafe extern "C-unwind" {
    /// Polls a new task for the first time. With wrappers, a panic in that would have three more frames to capture.
    pub(crate) safe fn launch(token: i32, task: u32);
}

/// Host tests are linked with what would call these.
#[cfg(not(target_family = "wasm"))]
extern "C-unwind" fn direct(_: i32, _what: i32, _argument: i32) -> i32 {
    0
}
#[cfg(not(target_family = "wasm"))]
pub(crate) extern "C-unwind" fn launch(_: i32, _task: u32) {}

// JavaScript has the same numbers.
const THROW_STASHED: i32 = 0;
const IS_FALSE_ALARM: i32 = 1;
const ADMIT: i32 = 2;
const ENDED: i32 = 3;
const CAPTURE_STACK: i32 = 4;

/// With a wrapper, what this throws would leave a start function as a raw `WebAssembly.Exception`.
pub(crate) fn throw_stashed(token: i32) -> ! {
    direct(token, THROW_STASHED, 0);
    std::process::abort()
}

/// Captures the stack for the `PanicError` that is made next. With wrappers, three more frames
/// would be captured.
pub(crate) fn capture_stack(token: i32) {
    direct(token, CAPTURE_STACK, 0);
}

/// Whether this instance goes on, though the glue says that it has ended. `is_inside` says whether the error may
/// have passed by a call of ours. With a wrapper, this would trap then.
pub(crate) fn is_false_alarm(token: i32, is_inside: bool) -> bool {
    direct(token, IS_FALSE_ALARM, i32::from(is_inside)) != 0
}

/// Throws if this module is not to be loaded. What throws in a wrapper would leave a start function as a raw
/// `WebAssembly.Exception`.
pub(crate) fn admit(token: i32) {
    direct(token, ADMIT, 0);
}

/// Rejects what is in flight, and makes the next instance if there is to be one. `others` is the function of an
/// abort hook that others have set, 0 if there is none. With a wrapper, this would trap as it returns.
pub(crate) fn ended(token: i32, others: u32) {
    direct(token, ENDED, others.cast_signed());
}
