//! How an error leaves a shim where it is not thrown: as the glue expects that of a `Result`.

use wasm_bindgen::JsValue;
use wasm_bindgen::convert::{IntoWasmAbi, WasmAbi, WasmPrimitive};

use crate::abi::{RESULT, inform};
use crate::strategy::returned::Returned;

/// The form of `Result<T, JsValue>`, where `A` is that of a `T` or of a `Result` already.
pub struct GuardedAbi<A>(Result<A, u32>);

impl<A: WasmAbi> WasmAbi for GuardedAbi<A>
where
    (A::Prim3, A::Prim4): Rest,
{
    type Prim1 = A::Prim1;
    type Prim2 = A::Prim2;
    type Prim3 = <(A::Prim3, A::Prim4) as Rest>::Prim3;
    type Prim4 = <(A::Prim3, A::Prim4) as Rest>::Prim4;

    #[inline]
    fn split(self) -> (Self::Prim1, Self::Prim2, Self::Prim3, Self::Prim4) {
        match self.0 {
            Ok(value) => {
                let (first, second, third, fourth) = value.split();
                let (third, fourth) = (third, fourth).of_result();
                (first, second, third, fourth)
            }
            Err(error) => {
                let (third, fourth) = <(A::Prim3, A::Prim4)>::of_error(error);
                (A::Prim1::default(), A::Prim2::default(), third, fourth)
            }
        }
    }

    fn join(_: Self::Prim1, _: Self::Prim2, _: Self::Prim3, _: Self::Prim4) -> Self {
        unreachable!("it only ever leaves Rust")
    }
}

/// The glue throws the error of a `Result`. Thrown from here, it would leave the shim's frame on
/// the shadow stack.
impl<A: WasmAbi> Returned for A
where
    (A::Prim3, A::Prim4): Rest,
{
    type Guarded = GuardedAbi<A>;

    #[inline]
    fn leave(result: Result<A, JsValue>) -> GuardedAbi<A> {
        GuardedAbi(result.map_err(IntoWasmAbi::into_abi))
    }

    fn describe() {
        if !<(A::Prim3, A::Prim4)>::IS_RESULT {
            inform(RESULT);
        }
    }
}

/// What the form of a type has in third and fourth place, where an error goes.
pub trait Rest: Sized {
    const IS_RESULT: bool;
    type Prim3: WasmPrimitive;
    type Prim4: WasmPrimitive;

    fn of_result(self) -> (Self::Prim3, Self::Prim4);
    fn of_error(error: u32) -> (Self::Prim3, Self::Prim4);
}

impl Rest for ((), ()) {
    const IS_RESULT: bool = false;
    type Prim3 = u32;
    type Prim4 = u32;

    #[inline]
    fn of_result(self) -> (u32, u32) {
        (0, 0)
    }

    #[inline]
    fn of_error(error: u32) -> (u32, u32) {
        (error, 1)
    }
}

/// The form of a `Result`.
impl Rest for (u32, u32) {
    const IS_RESULT: bool = true;
    type Prim3 = u32;
    type Prim4 = u32;

    #[inline]
    fn of_result(self) -> (u32, u32) {
        self
    }

    #[inline]
    fn of_error(error: u32) -> (u32, u32) {
        (error, 1)
    }
}

/// The form of an `Option<u128>`, with room in one place only.
impl Rest for (u64, ()) {
    const IS_RESULT: bool = false;
    type Prim3 = u64;
    type Prim4 = Both;

    #[inline]
    fn of_result(self) -> (u64, Both) {
        (self.0, Both::default())
    }

    #[inline]
    fn of_error(error: u32) -> (u64, Both) {
        let is_error = 1;
        (0, Both { error, is_error })
    }
}

/// An error, and whether there is one, in the place of one number.
#[derive(Default)]
#[repr(C)]
pub struct Both {
    error: u32,
    is_error: u32,
}

// SAFETY: a form with several numbers leaves in memory, where the glue finds these two as if each had a place
// of its own.
unsafe impl WasmPrimitive for Both {}
