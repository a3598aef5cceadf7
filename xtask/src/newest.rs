use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::peer::{self, Attribute};
use crate::{step, workspace};

/// What another workspace has, too, and what is compiled against it.
const LINKED: [&str; 2] = ["runtime", "macros"];
const PEER: &str = "peer";

const REQUIREMENT: &str = "wasm-bindgen = \"";
const ANY: &str = ">=0.2.130, <0.3\"";

/// Compiles both packages and all that `tests/drop-in` has against the newest wasm-bindgen that is published, and
/// shows what that breaks. What JavaScript gets is not tried: the command-line tool is that of the version in use.
pub(crate) fn run() -> Result<ExitCode> {
    write().context("could not write a workspace to target/newest")?;
    let mut command = cargo("update");
    // Whatever compiler that one asks for.
    command.env("CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS", "allow");
    step::quiet("cargo update", command)?;
    let in_use = workspace::locked_version("wasm-bindgen").unwrap_or_default();
    let newest = workspace::version_in(&dir(), "wasm-bindgen").unwrap_or_default();
    println!("wasm-bindgen {newest}, where {in_use} is in use");
    let mut command = cargo("check");
    command.args(["--workspace", "--keep-going"]);
    step::quiet(&format!("cargo check with wasm-bindgen {newest}"), command)?;
    println!("compiles");
    Ok(ExitCode::SUCCESS)
}

fn cargo(subcommand: &str) -> Command {
    let mut command = workspace::host_cargo(subcommand);
    command.current_dir(dir());
    command
}

fn write() -> Result<()> {
    fs::create_dir_all(dir())?;
    for name in LINKED {
        link(&workspace::root().join(name), &dir().join(name))?;
    }
    let manifest = fs::read_to_string(workspace::root().join("Cargo.toml"))?;
    fs::write(dir().join("Cargo.toml"), widened(&manifest))?;
    peer::write_crate(
        Attribute::Export,
        &dir().join(PEER),
        Path::new("../runtime"),
    )
}

/// The manifest of the workspace with fewer members, and any wasm-bindgen.
fn widened(manifest: &str) -> String {
    let lines = manifest.lines().map(|line| {
        if line.starts_with("members = ") {
            format!("members = [\"runtime\", \"macros\", \"{PEER}\"]")
        } else if line.starts_with("default-members = ") {
            String::new()
        } else if line.starts_with(REQUIREMENT) {
            format!("{REQUIREMENT}{ANY}")
        } else {
            line.to_owned()
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn link(original: &Path, link: &Path) -> io::Result<()> {
    #[cfg(unix)]
    let made = std::os::unix::fs::symlink(original, link);
    #[cfg(windows)]
    let made = std::os::windows::fs::symlink_dir(original, link);
    match made {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made,
    }
}

fn dir() -> PathBuf {
    workspace::root().join("target/newest")
}
