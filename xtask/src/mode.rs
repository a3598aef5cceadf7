use std::path::PathBuf;

use clap::ValueEnum;

use crate::workspace;

/// How the wasm module handles exceptions
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Mode {
    /// exnref: Node 22.22.3 or later, current browsers
    Unwind,
    /// the older instructions: also Node 20
    UnwindLegacy,
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
        }
    }

    /// Compilers differ in their default, so the flag is always passed.
    pub(crate) fn llvm_argument(self) -> &'static str {
        match self {
            Self::Unwind => "-wasm-use-legacy-eh=false",
            Self::UnwindLegacy => "-wasm-use-legacy-eh",
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
