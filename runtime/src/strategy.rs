//! What depends on the target and on the panic strategy: nothing else in this crate does, but for
//! what is declared of the JavaScript half.

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
mod copied;
#[cfg(all(target_family = "wasm", panic = "abort"))]
mod guarded_abi;
#[cfg(all(target_family = "wasm", panic = "abort"))]
mod trampoline;

#[cfg(not(all(target_family = "wasm", panic = "abort")))]
mod depth;
#[cfg(not(all(target_family = "wasm", panic = "abort")))]
mod unwind;
#[cfg(not(all(target_family = "wasm", panic = "abort")))]
pub(crate) use unwind::*;

pub(crate) mod returned;

/// How much memory the instance has, in bytes. That never becomes less.
pub(crate) fn memory() -> usize {
    #[cfg(target_family = "wasm")]
    return core::arch::wasm32::memory_size(0) << 16;
    #[cfg(not(target_family = "wasm"))]
    0
}
