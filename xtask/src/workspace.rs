use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::step;

/// The root of the workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask is a folder of the workspace")
}

pub(crate) fn wasm_dir() -> PathBuf {
    root().join("target/wasm")
}

/// The cargo that runs xtask: the user's own toolchain, for all that concerns the host.
pub(crate) fn host_cargo(subcommand: &str) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.arg(subcommand).current_dir(root());
    command
}

/// Is this a package of the workspace, and not of a dependency?
pub(crate) fn has_package(name: &str) -> Result<bool> {
    let mut command = host_cargo("metadata");
    command.args(["--no-deps", "--format-version", "1"]);
    let metadata = step::output(&mut command).context("cargo metadata failed")?;
    let metadata: Metadata = serde_json::from_str(&metadata)?;
    Ok(metadata.packages.iter().any(|package| package.name == name))
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
}

/// The version of a dependency in Cargo.lock.
pub(crate) fn locked_version(dependency: &str) -> Option<String> {
    version_in(root(), dependency)
}

/// The same, of another workspace.
pub(crate) fn version_in(workspace: &Path, dependency: &str) -> Option<String> {
    let lock = fs::read_to_string(workspace.join("Cargo.lock")).ok()?;
    let entry = lock
        .split_once(&format!("name = \"{dependency}\"\nversion = \""))?
        .1;
    Some(entry.split_once('"')?.0.to_owned())
}
