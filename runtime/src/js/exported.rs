//! What users of the module get, under names that no glue code defines itself.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/js/errors.mjs")]
extern "C" {
    #[wasm_bindgen(reexport = "PanicError", js_name = PanicErrorClass, skip_typescript)]
    fn panic_error();
    #[wasm_bindgen(reexport = "PoisonedError", js_name = PoisonedErrorClass, skip_typescript)]
    fn poisoned_error();
    #[wasm_bindgen(reexport = "InstanceAbortedError", js_name = InstanceAbortedErrorClass, skip_typescript)]
    fn instance_aborted_error();
}

#[wasm_bindgen(module = "/js/kind.mjs")]
extern "C" {
    #[wasm_bindgen(reexport = "errorKind", js_name = kindOfError, skip_typescript)]
    fn error_kind();
}

#[wasm_bindgen(module = "/js/listeners.mjs")]
extern "C" {
    #[wasm_bindgen(reexport = "onPanic", js_name = addPanicListener, skip_typescript)]
    fn on_panic();
    #[wasm_bindgen(reexport = "onAbort", js_name = addAbortListener, skip_typescript)]
    fn on_abort();
    #[wasm_bindgen(reexport = "onRestart", js_name = addRestartListener, skip_typescript)]
    fn on_restart();
}

#[wasm_bindgen(module = "/js/state.mjs")]
extern "C" {
    #[wasm_bindgen(reexport = "instanceStats", js_name = statsOfInstance, skip_typescript)]
    fn instance_stats();
}

#[wasm_bindgen(module = "/js/recovery/revived.mjs")]
extern "C" {
    #[wasm_bindgen(reexport = "revived", js_name = revivedClass, skip_typescript)]
    fn revived();
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("../../js/exports.d.ts");
