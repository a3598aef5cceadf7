use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

use crate::cloudflare::{self, EXAMPLE};
use crate::mode::Mode;
use crate::package::{self, Target};
use crate::{node, npm, step, wasm, workspace};

/// Builds the example for Cloudflare as users of stable Rust do, and runs its tests.
pub(crate) fn run() -> Result<ExitCode> {
    npm::TESTS.provide()?;
    npm::CLOUDFLARE.provide()?;
    let sysroot = provide()?;
    let module = build(&sysroot)?;
    let mode = Mode::Abort;
    let node = node::find(mode).ok_or_else(|| node::missing("a Node", mode))?;
    package::bind(&module, Target::Web, mode, &EXAMPLE.package_dir())?;
    cloudflare::test(&node, mode)?;
    Ok(ExitCode::SUCCESS)
}

/// The newest stable toolchain with the target that rustup has, beside those of the machine.
fn provide() -> Result<PathBuf> {
    let rustup = |args: &[&str]| {
        let mut command = Command::new("rustup");
        let home = workspace::root().join("target/tools/rustup");
        command.args(args).env("RUSTUP_HOME", home);
        command
    };
    let install = rustup(&[
        "toolchain",
        "install",
        "stable",
        "--profile=minimal",
        "--target",
        wasm::TRIPLE,
        "--no-self-update",
    ]);
    step::quiet(
        &format!("rustup: stable Rust with {}", wasm::TRIPLE),
        install,
    )?;
    let mut sysroot = rustup(&["run", "stable", "rustc", "--print", "sysroot"]);
    let sysroot = step::output(&mut sysroot).context("rustup has no stable Rust")?;
    Ok(PathBuf::from(sysroot))
}

/// Without any flag.
fn build(sysroot: &Path) -> Result<PathBuf> {
    let target_dir = workspace::wasm_dir().join("stable");
    let mut command = Command::new(sysroot.join("bin/cargo"));
    command
        .args(["build", "--release", "--quiet", "--target", wasm::TRIPLE])
        .args(["--package", EXAMPLE.package])
        .current_dir(workspace::root())
        .env("CARGO_TARGET_DIR", &target_dir)
        .env("RUSTC", sysroot.join("bin/rustc"))
        // Whoever runs this may be another cargo.
        .env_remove("RUSTUP_TOOLCHAIN")
        .env_remove("RUSTFLAGS");
    step::quiet(
        &format!("build {} with stable Rust", EXAMPLE.package),
        command,
    )?;
    let module = target_dir
        .join(wasm::TRIPLE)
        .join("release")
        .join(format!("{}.wasm", EXAMPLE.package));
    if !module.exists() {
        bail!("there is no {}", module.display());
    }
    Ok(module)
}
