use std::process::{Command, ExitCode};
use std::time::Duration;

use anyhow::Result;

use crate::rustup::GOOD;
use crate::setting::Setting;
use crate::{step, workspace};

/// With the word size of wasm, which wasm-bindgen's pointers have on every target.
const TARGET: &str = "i686-unknown-linux-gnu";

const LIMIT: Duration = Duration::from_secs(300);

/// Runs the host tests of what takes and lends objects in Miri, which sees what is undefined.
pub(crate) fn run() -> Result<ExitCode> {
    let mut component = Command::new("rustup");
    component.args(["component", "add", "miri", "rust-src", "--toolchain", GOOD]);
    step::attempt(&format!("rustup: miri for {GOOD}"), component, LIMIT)?
        .map_err(|why| Setting(format!("rustup could not provide miri for {GOOD} ({why})")))?;
    let mut tests = Command::new("rustup");
    tests
        .args(["run", GOOD, "cargo", "miri", "test", "--target", TARGET])
        .args(["--package", "unwind-export", "--test", "objects"])
        .current_dir(workspace::root())
        .env("CARGO_TARGET_DIR", workspace::root().join("target/miri"))
        // A pointer that JavaScript has is a number.
        .env("MIRIFLAGS", "-Zmiri-permissive-provenance");
    step::streamed("cargo miri test", tests)?;
    Ok(ExitCode::SUCCESS)
}
