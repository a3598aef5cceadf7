//! What goes wrong in code of a dependency.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(inline_js = "export const throwMine = () => { throw new Error('mine'); };")]
extern "C" {
    #[wasm_bindgen(js_name = throwMine)]
    fn throw_mine();
}

pub(crate) fn fail(fault: &str) {
    match fault {
        "" => {}
        "panic" => panic!("in a dependency"),
        "trap" => std::process::abort(),
        "exception" => throw_mine(),
        "throw_str" => wasm_bindgen::throw_str("mine"),
        _ => unreachable!("{fault} is no fault"),
    }
}
