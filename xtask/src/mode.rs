use std::path::PathBuf;

use clap::ValueEnum;

use crate::workspace;

/// What becomes of a panic in the wasm module
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Mode {
    /// exnref: Node 22.22.3 or later, current browsers
    Unwind,
    /// the older instructions: also Node 20
    UnwindLegacy,
    /// no unwinding, as on stable Rust: also Node 20
    Abort,
    /// as abort, with wasm-bindgen's --force-enable-abort-handler
    AbortHandler,
}

/// Link-time optimisation of the wasm module
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lto {
    Off,
    Fat,
}

/// One set of compiler flags, which has a target folder (and a std) of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Flags {
    pub(crate) mode: Mode,
    pub(crate) lto: Lto,
}

impl Mode {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Unwind => "unwind",
            Self::UnwindLegacy => "unwind-legacy",
            Self::Abort => "abort",
            Self::AbortHandler => "abort-handler",
        }
    }

    /// Compilers differ in their default flavour of unwinding, so that flag is always passed. The last two keep
    /// LLVM from moving values past calls, see `docs/upstream/llvm-sunk-past-call.md`.
    pub(crate) fn rustflags(self) -> &'static [&'static str] {
        match self {
            Self::Unwind => &[
                "-Cpanic=unwind",
                "-Cllvm-args=-wasm-use-legacy-eh=false",
                "-Cllvm-args=-phi-elim-split-all-critical-edges",
                "-Cllvm-args=-join-liveintervals=false",
            ],
            Self::UnwindLegacy => &[
                "-Cpanic=unwind",
                "-Cllvm-args=-wasm-use-legacy-eh",
                "-Cllvm-args=-phi-elim-split-all-critical-edges",
                "-Cllvm-args=-join-liveintervals=false",
            ],
            // The target's default: nothing that a user of stable Rust does not pass.
            Self::Abort | Self::AbortHandler => &[],
        }
    }

    /// The crates of a standard library that is built for this mode.
    pub(crate) fn build_std(self) -> &'static str {
        match self {
            Self::Unwind | Self::UnwindLegacy => "-Zbuild-std=std,panic_unwind",
            Self::Abort | Self::AbortHandler => "-Zbuild-std=std,panic_abort",
        }
    }

    pub(crate) fn without_lto(self) -> Flags {
        Flags {
            mode: self,
            lto: Lto::Off,
        }
    }

    pub(crate) fn aborts(self) -> bool {
        matches!(self, Self::Abort | Self::AbortHandler)
    }

    /// The mode whose compiler output this one shares: only the glue differs.
    fn compiled_as(self) -> Self {
        match self {
            Self::AbortHandler => Self::Abort,
            other => other,
        }
    }
}

impl Flags {
    pub(crate) fn name(self) -> String {
        self.named(self.mode)
    }

    pub(crate) fn target_dir(self) -> PathBuf {
        workspace::wasm_dir().join(self.named(self.mode.compiled_as()))
    }

    /// Where the packages go that wasm-bindgen makes.
    pub(crate) fn package_dir(self) -> PathBuf {
        workspace::wasm_dir().join("pkg").join(self.name())
    }

    fn named(self, mode: Mode) -> String {
        match self.lto {
            Lto::Off => mode.name().to_owned(),
            Lto::Fat => format!("{}-fat", mode.name()),
        }
    }
}
