//! How an error leaves a shim where it is not thrown: as the glue expects that of a `Result`.

use wasm_bindgen::convert::{WasmAbi, WasmPrimitive};

/// The form of `Result<T, JsValue>`, where `A` is that of a `T` or of a `Result` already.
pub struct GuardedAbi<A>(pub(super) Result<A, u32>);

impl<A> WasmAbi for GuardedAbi<A>
where
    A: WasmAbi<Prim3: ErrorPrimitive, Prim4: ErrorPrimitive>,
{
    type Prim1 = A::Prim1;
    type Prim2 = A::Prim2;
    type Prim3 = u32;
    type Prim4 = u32;

    #[inline]
    fn split(self) -> (A::Prim1, A::Prim2, u32, u32) {
        match self.0 {
            Ok(value) => {
                let (first, second, error, is_error) = value.split();
                (first, second, error.number(), is_error.number())
            }
            Err(error) => (A::Prim1::default(), A::Prim2::default(), error, 1),
        }
    }

    fn join(_: A::Prim1, _: A::Prim2, _: u32, _: u32) -> Self {
        unreachable!("it only ever leaves Rust")
    }
}

/// Where the form of a `Result` has its error, and that of any other type nothing.
pub trait ErrorPrimitive: WasmPrimitive {
    const IS_RESULT: bool;
    fn number(self) -> u32;
}

impl ErrorPrimitive for () {
    const IS_RESULT: bool = false;

    #[inline]
    fn number(self) -> u32 {
        0
    }
}

impl ErrorPrimitive for u32 {
    const IS_RESULT: bool = true;

    #[inline]
    fn number(self) -> u32 {
        self
    }
}
