use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use wasm_bindgen_cli::wasm_bindgen;

use crate::cloudflare::EXAMPLE;
use crate::mode::Mode;
use crate::node::{self, Node};
use crate::suite::NODE_TEST;
use crate::toolchain::Toolchain;
use crate::{npm, setup, step, workspace};

/// The newest that fits the `worker` crate in Cargo.lock.
const VERSION: &str = "0.8.7";

/// Builds the example for Cloudflare by worker-build, and tests that.
pub(crate) fn run() -> Result<ExitCode> {
    let toolchain = setup::compiler_and_packages()?;
    npm::CLOUDFLARE.provide()?;
    let mode = Mode::Unwind;
    let node = node::find(mode).ok_or_else(|| node::missing("a Node", mode))?;
    let tool = provide()?;
    let built = workspace::root().join("target/worker-build");
    step::quiet(
        "worker-build --release --panic-unwind",
        build(&tool, &toolchain, &node, &built)?,
    )?;
    let mut test = Command::new(&node.path);
    test.current_dir(workspace::root())
        .env("CLOUDFLARE_BUILT", &built)
        .args(NODE_TEST)
        .arg("tests/worker-build/worker-build.test.mjs");
    step::streamed("node --test, with Miniflare", test)?;
    Ok(ExitCode::SUCCESS)
}

fn tools() -> PathBuf {
    workspace::root().join("target/tools")
}

/// Installs worker-build, once: that takes ten minutes.
fn provide() -> Result<PathBuf> {
    let path = tools().join("bin/worker-build");
    let version = step::output(Command::new(&path).arg("--version"));
    if version.as_deref() == Some(VERSION) {
        return Ok(path);
    }
    let mut command = workspace::host_cargo("install");
    command
        .args(["worker-build", "--version", VERSION, "--locked", "--debug"])
        .arg("--root")
        .arg(tools())
        .arg("--target-dir")
        .arg(tools().join("build"))
        .env("CARGO_PROFILE_DEV_DEBUG", "0");
    step::quiet(&format!("cargo install worker-build {VERSION}"), command)?;
    Ok(path)
}

/// With all that it would fetch or install otherwise.
fn build(tool: &Path, toolchain: &Toolchain, node: &Node, out: &Path) -> Result<Command> {
    let stand_ins = stand_ins(toolchain)?;
    let mut path = OsString::from(&stand_ins);
    path.push(":");
    path.push(node.path_variable()?);
    // It says how panics unwind by itself.
    let flags = Mode::Unwind.rustflags().iter();
    let flags: Vec<_> = flags
        .filter(|&&flag| flag != "-Cpanic=unwind")
        .copied()
        .collect();
    let mut command = Command::new(tool);
    command
        .args(["--release", "--panic-unwind", "--out-dir"])
        .arg(out)
        .current_dir(EXAMPLE.dir())
        .env("PATH", path)
        .env("RUSTFLAGS", flags.join(" "))
        // Apart: macros are expanded in another way.
        .env(
            "CARGO_TARGET_DIR",
            workspace::wasm_dir().join("worker-build"),
        )
        .env("WASM_BINDGEN_BIN", stand_ins.join("wasm-bindgen"))
        .env(
            "WASM_OPT_BIN",
            npm::package("binaryen").join("bin/wasm-opt"),
        )
        .env("ESBUILD_BIN", npm::package("esbuild").join("bin/esbuild"));
    Ok(command)
}

/// Programs that it looks for in PATH: the compiler that all else is built with as `+nightly`, a rustup that changes no
/// toolchain, and this program as wasm-bindgen's tool.
fn stand_ins(toolchain: &Toolchain) -> Result<PathBuf> {
    let dir = tools().join("stand-ins");
    fs::create_dir_all(&dir)?;
    let xtask = std::env::current_exe()?;
    let [cargo, rustc] = ["cargo", "rustc"].map(|name| toolchain.tool(name));
    let without_channel = "case \"$1\" in +*) shift ;; esac";
    let programs = [
        (
            "cargo",
            format!(
                "{without_channel}\nRUSTC='{}' exec '{}' \"$@\"",
                rustc.display(),
                cargo.display()
            ),
        ),
        (
            "rustc",
            format!("{without_channel}\nexec '{}' \"$@\"", rustc.display()),
        ),
        ("rustup", "echo 'rust-src (installed)'".to_owned()),
        (
            "wasm-bindgen",
            format!("exec '{}' bindgen \"$@\"", xtask.display()),
        ),
    ];
    for (name, script) in programs {
        let path = dir.join(name);
        fs::write(&path, format!("#!/bin/sh\n{script}\n"))?;
        make_executable(&path)?;
    }
    Ok(dir)
}

fn make_executable(path: &Path) -> Result<()> {
    #[cfg(unix)]
    let made = {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o755))
    };
    #[cfg(not(unix))]
    let made = Err(std::io::Error::other("only where there is a shell"));
    made.with_context(|| format!("{} cannot be a program", path.display()))
}

/// What worker-build calls as wasm-bindgen's tool.
pub(crate) fn bindgen(args: Vec<OsString>) -> Result<ExitCode> {
    let name = OsString::from("wasm-bindgen");
    wasm_bindgen::run_cli_with_args(std::iter::once(name).chain(args))?;
    Ok(ExitCode::SUCCESS)
}
