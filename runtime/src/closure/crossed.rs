use wasm_bindgen::convert::ReturnWasmAbi;

use crate::abi::WasmDescribe;
use crate::boundary::crossing::IntoJs;
use crate::boundary::guard::Guarded;

/// What the body of a closure returns: a result in its JavaScript form. An error has been thrown
/// where this is made, once the arguments have been dropped. A `Guarded` in its place would go
/// through memory on its way to wasm-bindgen.
pub(crate) struct Crossed<T: IntoJs>(<Guarded<T> as ReturnWasmAbi>::Abi);

impl<T: IntoJs> From<Guarded<T>> for Crossed<T> {
    #[inline]
    fn from(guarded: Guarded<T>) -> Self {
        Self(guarded.return_abi())
    }
}

impl<T: IntoJs> WasmDescribe for Crossed<T> {
    fn describe() {
        Guarded::<T>::describe();
    }
}

impl<T: IntoJs> ReturnWasmAbi for Crossed<T> {
    type Abi = <Guarded<T> as ReturnWasmAbi>::Abi;

    #[inline]
    fn return_abi(self) -> Self::Abi {
        self.0
    }
}
