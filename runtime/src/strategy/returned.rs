use wasm_bindgen::JsValue;
use wasm_bindgen::convert::WasmAbi;

/// How a result leaves a shim.
pub trait Returned: WasmAbi {
    type Guarded: WasmAbi;

    #[doc(hidden)]
    fn leave(result: Result<Self, JsValue>) -> Self::Guarded
    where
        Self: Sized;

    /// Describes to wasm-bindgen that an error may come in place of the result, where its glue is what
    /// throws that. The description of the result's own type follows.
    #[doc(hidden)]
    fn describe();
}
