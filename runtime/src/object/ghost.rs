use core::marker::PhantomData;

use wasm_bindgen::JsValue;
use wasm_bindgen::convert::{IntoWasmAbi, OptionIntoWasmAbi};

use crate::abi::{self, WasmDescribe};
use crate::token;
use crate::{instance, js};

/// An object of a class with nothing behind it.
struct Ghost<T>(PhantomData<T>);

/// Makes a class known to JavaScript, as each instance starts: its objects of other instances are refused from then
/// on wherever they are taken.
pub fn know<T: OptionIntoWasmAbi + WasmDescribe>() {
    // First: start functions run in no fixed order, and JavaScript would take the class for one of another module.
    instance::set_up();
    let ghost: JsValue = abi::cast(Ghost::<T>(PhantomData));
    js::know_class(token::converted(), ghost);
}

impl<T: WasmDescribe> WasmDescribe for Ghost<T> {
    fn describe() {
        T::describe();
    }
}

impl<T: OptionIntoWasmAbi + WasmDescribe> IntoWasmAbi for Ghost<T> {
    type Abi = T::Abi;

    fn into_abi(self) -> Self::Abi {
        T::none()
    }
}
