use std::env;
use std::ffi::OsString;
use std::process::{Command, ExitCode};

use anyhow::Result;
use wasm_bindgen_cli::wasm_bindgen_test_runner;

use crate::mode::{Flags, Lto};
use crate::toolchain::{Linker, Toolchain};
use crate::workspace;

/// The package whose tests run on wasm.
pub(crate) const TESTS: &str = "unwind-export-tests";
pub(crate) const TRIPLE: &str = "wasm32-unknown-unknown";

/// Cargo with all that a build for wasm in this mode needs.
pub(crate) fn cargo(toolchain: &Toolchain, flags: Flags, subcommand: &str) -> Result<Command> {
    let mut command = Command::new(toolchain.tool("cargo"));
    command.arg(subcommand);
    configure(&mut command, toolchain, flags)?;
    Ok(command)
}

/// The toolchain's clippy. Cargo itself would take the first `cargo-clippy` in PATH, which is another compiler's.
pub(crate) fn clippy(toolchain: &Toolchain, flags: Flags) -> Result<Command> {
    let mut command = Command::new(toolchain.tool("cargo-clippy"));
    command.arg("clippy").env("CARGO", toolchain.tool("cargo"));
    configure(&mut command, toolchain, flags)?;
    Ok(command)
}

fn configure(command: &mut Command, toolchain: &Toolchain, flags: Flags) -> Result<()> {
    let flags_of_mode = flags.mode.rustflags().iter();
    let mut rustflags: Vec<_> = flags_of_mode.map(|&flag| flag.to_owned()).collect();
    if let Some(Linker::At(path)) = toolchain.linker() {
        rustflags.push(format!("-Clinker={}", path.display()));
    }
    if !flags.mode.aborts() || !toolchain.ships_std(TRIPLE) {
        command.arg(flags.mode.build_std());
    }
    command
        .args(["--target", TRIPLE])
        .arg("--config")
        .arg(runner()?)
        .current_dir(workspace::root())
        .env("CARGO_TARGET_DIR", flags.target_dir())
        // The encoded form wins over a RUSTFLAGS of the user's, which would silently drop the mode's.
        .env("CARGO_ENCODED_RUSTFLAGS", rustflags.join("\x1f"))
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTC", toolchain.tool("rustc"))
        .env("RUSTDOC", toolchain.tool("rustdoc"))
        // With debug info a test executable has 23 MB and takes three times as long to prepare.
        .env("CARGO_PROFILE_DEV_DEBUG", "0");
    if flags.lto == Lto::Fat {
        command
            .env("CARGO_PROFILE_RELEASE_LTO", "fat")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "1");
    }
    Ok(())
}

/// A list, as the environment variable for the runner breaks at spaces.
fn runner() -> Result<String> {
    let xtask = env::current_exe()?;
    let list = serde_json::to_string(&[xtask.to_string_lossy().as_ref(), "test-runner"])?;
    Ok(format!("target.{TRIPLE}.runner={list}"))
}

/// What cargo calls as that runner.
pub(crate) fn run_tests(args: Vec<OsString>) -> Result<ExitCode> {
    let name = OsString::from("wasm-bindgen-test-runner");
    wasm_bindgen_test_runner::run_cli_with_args(std::iter::once(name).chain(args))?;
    Ok(ExitCode::SUCCESS)
}
