//! What depends on the target and on the panic strategy: nothing else in this crate does.

use core::pin::Pin;
use core::task::{Context, Poll};
use std::future::poll_fn;

use wasm_bindgen::JsValue;
use wasm_bindgen::convert::WasmAbi;

use crate::boundary::site::Boundary;
use crate::payload::Payload;

#[cfg(all(
    target_family = "wasm",
    any(panic = "immediate-abort", not(any(panic = "unwind", panic = "abort")))
))]
compile_error!(
    "unwind-export needs `panic = \"unwind\"` or `panic = \"abort\"` on wasm: under any other panic \
     strategy no panic hook runs; take `-Cpanic=…` out of the flags, or say one of the two"
);

#[cfg(all(target_family = "wasm", target_feature = "atomics"))]
compile_error!(
    "unwind-export does not support wasm threads: build without the `atomics` target feature"
);

#[cfg(all(target_family = "wasm", panic = "abort"))]
mod abort;
#[cfg(all(target_family = "wasm", panic = "abort"))]
pub(crate) use abort::*;
#[cfg(all(target_family = "wasm", panic = "abort"))]
mod guarded_abi;

#[cfg(not(all(target_family = "wasm", panic = "abort")))]
mod unwind;
#[cfg(not(all(target_family = "wasm", panic = "abort")))]
pub(crate) use unwind::*;

/// Whether there is a JavaScript side at all. On the host shims compile, and nothing calls them.
pub(crate) const HAS_JS: bool = cfg!(target_family = "wasm");

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

/// Polls `body` to its end. A panic in a poll ends it.
fn polled<R, E>(
    boundary: Boundary,
    mut body: Pin<&mut impl Future<Output = R>>,
    caught: fn(Boundary, Payload) -> E,
) -> impl Future<Output = Result<R, E>> {
    poll_fn(
        move |context| match poll_once(boundary, body.as_mut(), context, caught) {
            Ok(poll) => poll.map(Ok),
            Err(failure) => Poll::Ready(Err(failure)),
        },
    )
}

// Inlined into a future that has more to drop, LLVM 22 was seen to write a `try_table` that is not
// valid (with fat LTO).
#[inline(never)]
fn poll_once<R, E>(
    boundary: Boundary,
    body: Pin<&mut impl Future<Output = R>>,
    context: &mut Context<'_>,
    caught: fn(Boundary, Payload) -> E,
) -> Result<Poll<R>, E> {
    attempt(boundary, || body.poll(context), caught)
}
