//! The JavaScript half, in `runtime/js`.

use wasm_bindgen::prelude::*;

use crate::instance::Instance;

#[wasm_bindgen(module = "/js/panic.mjs")]
extern "C" {
    /// A `PanicError` whose stack begins here. Never throws.
    #[wasm_bindgen(js_name = newPanicError)]
    pub(crate) fn new_panic_error(
        payload: &JsValue,
        opaque: bool,
        file: &str,
        line: u32,
        column: u32,
    ) -> JsValue;

    /// Notes that the error has reached a boundary, and which one if it is the first.
    #[wasm_bindgen(js_name = reachBoundary)]
    pub(crate) fn reach_boundary(error: &JsValue, export_name: &str);

    /// Notes that `map_panic` failed with another error.
    #[wasm_bindgen(js_name = mapperFailed)]
    pub(crate) fn mapper_failed(error: &JsValue, cause: &JsValue);

    /// An `Error` about a parameter, which JavaScript may have lost by the attempt.
    #[wasm_bindgen(js_name = newArgumentError)]
    pub(crate) fn new_argument_error(
        export_name: &str,
        parameter: &str,
        reason: &str,
        is_lost: bool,
    ) -> JsValue;

    /// A `PoisonedError`.
    #[wasm_bindgen(js_name = newPoisonedError)]
    pub(crate) fn new_poisoned_error(
        export_name: &str,
        class_name: &str,
        cause: &JsValue,
    ) -> JsValue;

    /// Keeps what `raise_kept` throws.
    #[wasm_bindgen(js_name = keepForRaise)]
    fn keep_for_raise(value: &JsValue);

    #[wasm_bindgen(js_name = messageOf)]
    pub(crate) fn message_of(error: &JsValue) -> String;
}

#[wasm_bindgen(module = "/js/tasks.mjs")]
extern "C" {
    /// Polls a new task for the first time and gives its promise.
    pub(crate) fn launch(task: u32) -> js_sys::Promise;

    /// Queues a new task that nobody waits for.
    pub(crate) fn detach(task: u32);

    /// Queues a task that was woken.
    pub(crate) fn wake(task: u32);

    /// Fulfils the promise of the task that is being polled.
    pub(crate) fn fulfil(value: &JsValue);

    /// Rejects the promise of the task that is being polled.
    pub(crate) fn reject(error: &JsValue);
}

#[wasm_bindgen(module = "/js/instance.mjs")]
extern "C" {
    /// Hands over the class through which JavaScript calls this instance.
    pub(crate) fn attach(instance: Instance);

    /// Notes that this instance has ended.
    pub(crate) fn aborted();
}

// wasm-bindgen wraps its imports such that what they throw leaves a start function as a raw
// `WebAssembly.Exception`. This one bypasses it, by the path to which the command-line tool
// copies `js/panic.mjs`: the hash stands for this package's name and version.
#[cfg_attr(
    target_family = "wasm",
    link(wasm_import_module = "./snippets/unwind-export-c3e4d12405bf5456/js/panic.mjs")
)]
unsafe extern "C-unwind" {
    #[link_name = "raiseKept"]
    fn raise_kept();
}

/// Throws the value as it is, out of a start function.
pub(crate) fn raise(value: &JsValue) {
    keep_for_raise(value);
    // SAFETY: the function takes nothing, gives nothing, and may unwind.
    unsafe { raise_kept() };
}

// What users of the module get, under names that no glue code defines itself.
#[wasm_bindgen(module = "/js/panic.mjs")]
extern "C" {
    #[wasm_bindgen(reexport = "PanicError", js_name = PanicErrorClass, skip_typescript)]
    fn panic_error();
    #[wasm_bindgen(reexport = "PoisonedError", js_name = PoisonedErrorClass, skip_typescript)]
    fn poisoned_error();
}

#[wasm_bindgen(module = "/js/kind.mjs")]
extern "C" {
    #[wasm_bindgen(reexport = "errorKind", js_name = kindOfError, skip_typescript)]
    fn error_kind();
}

#[wasm_bindgen(module = "/js/tasks.mjs")]
extern "C" {
    #[wasm_bindgen(reexport = "instanceStats", js_name = statsOfInstance, skip_typescript)]
    fn instance_stats();
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("../js/exports.d.ts");

// Only modules that something is imported from are copied into the package.
#[wasm_bindgen(module = "/js/stack.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = captureStack)]
    fn capture_stack();
}
