//! What depends on the target and on the panic strategy: nothing else in this crate does.

#[cfg(all(target_family = "wasm", not(panic = "unwind")))]
compile_error!(
    "unwind-export needs `panic = \"unwind\"` on wasm: build with RUSTFLAGS=\"-Cpanic=unwind\" \
     and `-Zbuild-std=std,panic_unwind` on a nightly toolchain"
);

#[cfg(all(target_family = "wasm", target_feature = "atomics"))]
compile_error!(
    "unwind-export does not support wasm threads: build without the `atomics` target feature"
);

/// Whether there is a JavaScript side at all. On the host shims compile, and nothing calls them.
pub(crate) const HAS_JS: bool = cfg!(target_family = "wasm");

/// Whether destructors run because of a panic.
pub(crate) fn is_unwinding() -> bool {
    std::thread::panicking()
}

/// Ends the instance as a trap does.
pub(crate) fn trap() -> ! {
    #[cfg(target_family = "wasm")]
    core::arch::wasm32::unreachable();
    #[cfg(not(target_family = "wasm"))]
    std::process::abort()
}
