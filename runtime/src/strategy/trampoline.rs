//! What abort mode calls in JavaScript.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/js/panic/trampoline.mjs")]
extern "C" {
    /// Hands over the function that runs a body, and the one that asks for a fresh instance.
    pub(super) fn install(token: i32, table: &JsValue, invoke: u32, request: u32);

    /// A panic is under way, whose hook runs or has run.
    pub(super) fn failing(token: i32, is_hooking: bool);

    /// The trap that follows is that of a panic.
    pub(super) fn trapping(token: u32);

    /// Ends the instance after a panic.
    pub(super) fn retire(token: u32, cause: &JsValue);

    #[wasm_bindgen(js_name = isModuleDown)]
    pub(super) fn is_module_down(token: u32) -> bool;
}

#[wasm_bindgen(module = "/js/panic/uncaught.mjs")]
extern "C" {
    /// Has traps noticed that pass by every body, and that nobody catches.
    #[wasm_bindgen(js_name = watchUncaught)]
    pub(super) fn watch_uncaught(token: u32);
}

// Not by `#[wasm_bindgen]`, whose glue would make a JavaScript function of the body at each call.
#[unwind_export_macros::__snippet("/js/panic/trampoline.mjs")]
unsafe extern "C" {
    #[link_name = "run"]
    pub(super) fn run_in_js(token: i32, body: *mut ()) -> u32;
}

#[unwind_export_macros::__snippet("/js/panic/exception.mjs")]
unsafe extern "C" {
    /// Throws what `unwrapped` of that module wants to see thrown.
    #[link_name = "rethrow"]
    pub(super) fn rethrow_in_js(token: i32);
}
