use anyhow::{Result, bail};

use crate::mode::{Flags, Mode};
use crate::toolchain::Toolchain;
use crate::{cloudflare, output, step, wasm, workspace};

/// What is checked on wasm, and how cargo selects it.
type Selection = (&'static str, &'static [&'static str]);

/// Where panics unwind: all libraries, and the tests that run there.
const UNWINDING: [Selection; 2] = [
    (
        "libraries",
        &[
            "--workspace",
            "--exclude",
            "xtask",
            "--exclude",
            HEAVY[0],
            "--exclude",
            HEAVY[1],
        ],
    ),
    ("tests", &["--package", wasm::TESTS, "--all-targets"]),
];

/// Where panics abort, of these only the runtime is another. And a service with a hundred dependencies: here, as only a run
/// of everything has this mode.
const ABORTING: [Selection; 2] = [
    ("the runtime", &["--package", "unwind-export"]),
    (
        "the example for Cloudflare, and its twin",
        &["--package", HEAVY[0], "--package", HEAVY[1]],
    ),
];

/// Nothing of them runs on the host.
const HEAVY: [&str; 2] = [cloudflare::EXAMPLE.package, cloudflare::PLAIN.package];
pub(crate) const WITHOUT_HEAVY: [&str; 4] = ["--exclude", HEAVY[0], "--exclude", HEAVY[1]];

/// Flags that the runtime refuses to be built with, and what it says.
const REFUSED: [(&str, &str); 2] = [
    (
        "-Zunstable-options\x1f-Cpanic=immediate-abort",
        "error: unwind-export needs `panic",
    ),
    (
        "-Ctarget-feature=+atomics,+bulk-memory",
        "error: unwind-export does not support wasm threads",
    ),
];

pub(crate) fn fmt() -> Result<()> {
    let mut command = workspace::host_cargo("fmt");
    command.args(["--all", "--check"]);
    step::quiet("cargo fmt --check", command)
}

pub(crate) fn docs() -> Result<()> {
    let mut command = workspace::host_cargo("doc");
    command
        .args(["--workspace", "--no-deps", "--quiet"])
        .args(WITHOUT_HEAVY)
        .env("RUSTDOCFLAGS", "-D warnings");
    step::quiet("cargo doc", command)
}

pub(crate) fn clippy() -> Result<()> {
    let on_host = |title, selection: &[&str]| {
        let mut command = workspace::host_cargo("clippy");
        command
            .args(selection)
            .args(["--all-targets", "--quiet", "--keep-going"])
            .args(["--", "-D", "warnings"]);
        step::quiet(title, command)
    };
    let all = [&["--workspace"][..], &WITHOUT_HEAVY].concat();
    on_host("clippy on the host", &all)?;
    let bare = ["--package", "unwind-export", "--no-default-features"];
    on_host("clippy on the host, without Cargo features", &bare)
}

/// As clippy of the wasm toolchain sees it, or the compiler if there is none.
pub(crate) fn clippy_in(mode: Mode, toolchain: &Toolchain) -> Result<()> {
    let flags = mode.without_lto();
    let selections = if mode.aborts() { ABORTING } else { UNWINDING };
    for (what, selection) in selections {
        if toolchain.has_clippy() {
            clippy_on_wasm(toolchain, flags, what, selection)?;
        } else {
            check_on_wasm(toolchain, flags, what, selection)?;
        }
    }
    Ok(())
}

fn clippy_on_wasm(
    toolchain: &Toolchain,
    flags: Flags,
    what: &str,
    selection: &[&str],
) -> Result<()> {
    let mut command = wasm::clippy(toolchain, flags)?;
    // A moving nightly gains pedantic lints; the host's pass on stable has them.
    command
        .args(selection)
        .args(["--quiet", "--", "-D", "warnings", "-A", "clippy::pedantic"]);
    step::quiet(
        &format!("clippy on wasm, {}: {what}", flags.name()),
        command,
    )
}

fn check_on_wasm(
    toolchain: &Toolchain,
    flags: Flags,
    what: &str,
    selection: &[&str],
) -> Result<()> {
    let mut command = wasm::cargo(toolchain, flags, "check")?;
    // Not by compiler flags, which would build std anew.
    command
        .args(selection)
        .args(["-Zwarnings", "--quiet"])
        .env("CARGO_BUILD_WARNINGS", "deny");
    let title = format!(
        "check on wasm, {}, as its compiler has no clippy: {what}",
        flags.name()
    );
    step::quiet(&title, command)
}

pub(crate) fn refused(toolchain: &Toolchain) -> Result<()> {
    for (flags, message) in REFUSED {
        let mut command = wasm::cargo(toolchain, Mode::Abort.without_lto(), "check")?;
        command
            .args(["--package", "unwind-export", "--quiet"])
            .env("CARGO_ENCODED_RUSTFLAGS", flags);
        let flags = flags.replace('\x1f', " ");
        output::line(&format!("  a build with {flags}"));
        let output = command.output()?;
        let text = String::from_utf8_lossy(&output.stderr);
        if output.status.success() || !text.contains(message) {
            bail!("a build with {flags} does not end in \"{message}\":\n{text}");
        }
    }
    Ok(())
}
