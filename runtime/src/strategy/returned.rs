use wasm_bindgen::JsValue;
use wasm_bindgen::convert::WasmAbi;

/// How a result leaves a shim.
pub trait Returned: WasmAbi {
    type Guarded: WasmAbi;

    #[doc(hidden)]
    fn leave(result: Result<Self, JsValue>) -> Self::Guarded
    where
        Self: Sized;

    /// What stands before the description of the result's type.
    #[doc(hidden)]
    fn describe();
}
