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
        }
    }

    /// Compilers differ in their default flavour of unwinding, so that flag is always passed.
    pub(crate) fn rustflags(self) -> &'static [&'static str] {
        match self {
            Self::Unwind => &["-Cpanic=unwind", "-Cllvm-args=-wasm-use-legacy-eh=false"],
            Self::UnwindLegacy => &["-Cpanic=unwind", "-Cllvm-args=-wasm-use-legacy-eh"],
            Self::Abort => &["-Cpanic=abort"],
        }
    }

    /// The crates of a standard library that is built for this mode.
    pub(crate) fn build_std(self) -> &'static str {
        match self {
            Self::Unwind | Self::UnwindLegacy => "-Zbuild-std=std,panic_unwind",
            Self::Abort => "-Zbuild-std=std,panic_abort",
        }
    }
}

impl Flags {
    pub(crate) fn name(self) -> String {
        match self.lto {
            Lto::Off => self.mode.name().to_owned(),
            Lto::Fat => format!("{}-fat", self.mode.name()),
        }
    }

    pub(crate) fn target_dir(self) -> PathBuf {
        workspace::wasm_dir().join(self.name())
    }
}
