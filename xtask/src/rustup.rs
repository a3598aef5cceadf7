use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use anyhow::Result;

use crate::{step, wasm};

/// A nightly that drops right. It stands beside the user's own, which is left as it is.
pub(crate) const GOOD: &str = "nightly-2026-10-30";

const LIMIT: Duration = Duration::from_secs(300);

pub(crate) fn by_hand() -> String {
    format!("rustup toolchain install {GOOD} --component rust-src")
}

/// Installs a nightly with the library sources, and the library itself for where panics abort. The inner error says why
/// that was not possible.
pub(crate) fn install() -> Result<Result<(), String>> {
    if step::output(rustup().arg("--version")).is_none() {
        return Ok(Err("rustup is not installed".to_owned()));
    }
    let mut reason = String::new();
    // Servers of one's own may have the newest alone.
    for name in [GOOD, "nightly"] {
        let mut command = rustup();
        command
            .args(["toolchain", "install", name, "--profile", "minimal"])
            .args(["--component", "rust-src", "--component", "clippy"])
            .args(["--target", wasm::TRIPLE])
            .arg("--no-self-update");
        match step::attempt(&format!("rustup: {name} with rust-src"), command, LIMIT)? {
            Ok(()) => return Ok(Ok(())),
            Err(why) => reason = why,
        }
    }
    Ok(Err(format!("rustup could not provide one ({reason})")))
}

/// The installed nightlies.
pub(crate) fn nightlies() -> Vec<String> {
    let list = step::output(rustup().args(["toolchain", "list"])).unwrap_or_default();
    list.lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| name.starts_with("nightly"))
        .map(str::to_owned)
        .collect()
}

pub(crate) fn sysroot(toolchain: &str) -> Option<PathBuf> {
    let rustc = ["run", toolchain, "rustc", "--print", "sysroot"];
    step::output(rustup().args(rustc)).map(PathBuf::from)
}

/// The folders of all installed toolchains.
pub(crate) fn toolchain_dirs() -> Vec<PathBuf> {
    let Some(home) = step::output(rustup().args(["show", "home"])) else {
        return Vec::new();
    };
    let entries = fs::read_dir(PathBuf::from(home).join("toolchains"));
    let entries = entries
        .into_iter()
        .flatten()
        .collect::<io::Result<Vec<_>>>();
    entries
        .unwrap_or_default()
        .iter()
        .map(fs::DirEntry::path)
        .collect()
}

fn rustup() -> Command {
    let mut command = Command::new("rustup");
    command
        .env("RUSTUP_AUTO_INSTALL", "0")
        .env("RUST_BACKTRACE", "0");
    command
}
