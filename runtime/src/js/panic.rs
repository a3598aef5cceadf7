//! Panics, their errors, and what is thrown.

use wasm_bindgen::prelude::*;

use crate::js::direct;
use crate::token;

#[wasm_bindgen(module = "/js/panic/panic.mjs")]
extern "C" {
    /// A `PanicError` with the stack that `capture_stack` has captured. Never throws, and calls nobody.
    #[wasm_bindgen(js_name = newPanicError)]
    pub(crate) fn new_panic_error(
        token: i32,
        payload: &JsValue,
        opaque: bool,
        file: &str,
        line: u32,
        column: u32,
        id: u32,
    ) -> JsValue;

    /// The number of the panic of this instance behind a `PanicError`, 0 for one of another
    /// instance, `None` for any other value.
    #[wasm_bindgen(js_name = panicId)]
    pub(crate) fn panic_id(token: i32, value: &JsValue) -> Option<u32>;

    /// Adds to a `PanicError` what its payload says of itself: that may be code of the user's.
    pub(crate) fn complete(error: &JsValue, token: u32);

    /// Whether the panic behind a `PanicError` has left Rust.
    #[wasm_bindgen(js_name = hasLeft)]
    pub(crate) fn has_left(error: &JsValue, token: u32) -> bool;

    /// A unit of the text that the panic behind a `PanicError` carried, or what there is else to say.
    #[wasm_bindgen(js_name = carriedUnit)]
    fn carried_unit(error: &JsValue, at: u32) -> i32;

    /// Notes the first boundary that the error has reached, and tells the listeners.
    #[wasm_bindgen(js_name = reachBoundary)]
    pub(crate) fn reach_boundary(token: i32, error: &JsValue, export_name: &str);

    /// Tells the listeners of a panic that no boundary has seen.
    #[wasm_bindgen(js_name = tellUnseen)]
    pub(crate) fn tell_unseen(token: u32, error: &JsValue);
}

/// What `carried_unit` gives for a panic that carried something else. Past the end it is negative as well.
const CARRIED_NO_TEXT: i32 = -2;

/// That text. Unit by unit: for text as a result, the glue of every module would have an encoder.
pub(crate) fn carried_text(error: &JsValue) -> Option<String> {
    if carried_unit(error, 0) == CARRIED_NO_TEXT {
        return None;
    }
    let units = (0..).map(|at| carried_unit(error, at));
    let units: Vec<u16> = units.map_while(|unit| unit.try_into().ok()).collect();
    Some(String::from_utf16_lossy(&units))
}

#[wasm_bindgen(module = "/js/panic/refused.mjs")]
extern "C" {
    /// An `Error` about a parameter, which JavaScript may have lost by the attempt.
    #[wasm_bindgen(js_name = newArgumentError)]
    pub(crate) fn new_argument_error(
        export_name: &str,
        parameter: &str,
        reason: &str,
        is_lost: bool,
    ) -> JsValue;

    /// An `Error` about a value that is of another type than was `expected`.
    #[wasm_bindgen(js_name = newTypeError)]
    pub(crate) fn new_type_error(
        export_name: &str,
        parameter: &str,
        expected: &str,
        value: &JsValue,
    ) -> JsValue;

    /// A `PoisonedError`.
    #[wasm_bindgen(js_name = newPoisonedError)]
    pub(crate) fn new_poisoned_error(
        export_name: &str,
        class_name: &str,
        cause: &JsValue,
    ) -> JsValue;
}

#[wasm_bindgen(module = "/js/panic/mapper.mjs")]
extern "C" {
    /// Notes that the function of `map_panic` or `recover_panic` failed with another error.
    #[wasm_bindgen(js_name = mapperFailed)]
    pub(crate) fn mapper_failed(error: &JsValue, cause: &JsValue, token: u32);
}

#[wasm_bindgen(module = "/js/kind.mjs")]
extern "C" {
    /// Whether two values are one, without asking either.
    #[wasm_bindgen(js_name = isSame)]
    pub(crate) fn is_same(left: &JsValue, right: &JsValue, token: u32) -> bool;
}

#[wasm_bindgen(module = "/js/text.mjs")]
extern "C" {
    /// The message of an error, the string form of any other value. Never throws.
    #[wasm_bindgen(js_name = messageOf)]
    pub(crate) fn message_of(error: &JsValue) -> String;
}

#[wasm_bindgen(module = "/js/panic/lost.mjs")]
extern "C" {
    /// Whether a panic was lost for certain, as the thread still counts as panicking. If it may have been,
    /// that is found out once no call is on the stack.
    #[wasm_bindgen(js_name = isPanicLost)]
    pub(crate) fn is_panic_lost(token: u32) -> bool;

    /// Something is about to unwind of which no hook is told.
    pub(crate) fn unwinding(token: u32);
}

#[wasm_bindgen(module = "/js/errors.mjs")]
extern "C" {
    /// What a `PanicError` was made with, whatever JavaScript has made of its fields.
    pub(crate) type Origin;
    #[wasm_bindgen(js_name = originOf)]
    pub(crate) fn origin_of(error: &JsValue, token: u32) -> Origin;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn file(this: &Origin) -> String;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn line(this: &Origin) -> u32;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn column(this: &Origin) -> u32;
    #[wasm_bindgen(method, getter, js_name = exportName)]
    pub(crate) fn export_name(this: &Origin) -> Option<String>;
}

#[wasm_bindgen(module = "/js/panic/throw.mjs")]
extern "C" {
    /// Stashes what `throw_stashed` throws as it is.
    fn stash(token: u32, value: &JsValue);

    /// Stashes what `throw_stashed` throws to the glue of an export, if that can be yet.
    #[wasm_bindgen(js_name = stashWrapped)]
    pub(crate) fn stash_wrapped(token: u32, value: &JsValue) -> bool;
}

/// Throws the value as it is, out of a start function.
pub(crate) fn raise(value: JsValue) -> ! {
    stash(token::converted(), &value);
    drop(value);
    direct::throw_stashed(token::token())
}
