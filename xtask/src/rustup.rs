use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use anyhow::Result;

use crate::step;

pub(crate) const BY_HAND: &str = "rustup toolchain install nightly --component rust-src";

const LIMIT: Duration = Duration::from_secs(60);

/// Gives a nightly its library sources, or installs one that has them. The inner error says why that was not possible.
pub(crate) fn install() -> Result<Result<(), String>> {
    if step::output(rustup().arg("--version")).is_none() {
        return Ok(Err("rustup is not installed".to_owned()));
    }
    let mut command = rustup();
    match nightlies().first() {
        // Installing anew would replace the user's nightly by the newest one.
        Some(name) => command.args(["component", "add", "rust-src", "--toolchain", name]),
        None => command
            .args(["toolchain", "install", "nightly", "--component", "rust-src"])
            .args(["--profile", "minimal", "--no-self-update"]),
    };
    let outcome = step::attempt("rustup: a nightly with rust-src", command, LIMIT)?;
    Ok(outcome.map_err(|why| format!("rustup could not provide it ({why})")))
}

/// The installed nightlies, the undated one first.
pub(crate) fn nightlies() -> Vec<String> {
    let list = step::output(rustup().args(["toolchain", "list"])).unwrap_or_default();
    let mut names: Vec<_> = list
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| name.starts_with("nightly"))
        .map(str::to_owned)
        .collect();
    names.sort_by(|a, b| dated(a).cmp(&dated(b)).then(b.cmp(a)));
    names
}

fn dated(name: &str) -> bool {
    name.starts_with("nightly-2")
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
