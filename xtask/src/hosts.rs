use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{fs, io};

use anyhow::{Context, Result};

use crate::mode::Mode;
use crate::package::{Package, Profile, Target};
use crate::toolchain::Toolchain;
use crate::{browser, npm, setup, step, worker, workspace};

const MODES: [Mode; 3] = [Mode::Unwind, Mode::UnwindLegacy, Mode::Abort];
const TARGETS: [Target; 4] = [Target::Nodejs, Target::Web, Target::Bundler, Target::Module];

/// What `wasm-opt` makes copies of, and by which level of optimisation.
type Optimised = &'static [(Mode, &'static str)];
const OPTIMISED: Optimised = &[
    (Mode::Unwind, "-O3"),
    (Mode::Unwind, "-Oz"),
    (Mode::UnwindLegacy, "-O3"),
    (Mode::UnwindLegacy, "-Oz"),
];
/// Each mode and each level once, not each combination: that takes minutes.
const OPTIMISED_IN_SUBSET: Optimised = &[(Mode::Unwind, "-O3"), (Mode::UnwindLegacy, "-Oz")];

/// What the compiler and wasm-bindgen make use of.
const FEATURES: [&str; 7] = [
    "bulk-memory",
    "exception-handling",
    "multivalue",
    "mutable-globals",
    "nontrapping-float-to-int",
    "reference-types",
    "sign-ext",
];

/// The engines that every test run covers.
const SUBSET: &str = "node-20,node-24,workerd,chromium";

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only these, separated by commas: node-20, node-22, node-24, node-26, deno, bun, workerd, chromium, firefox
    #[arg(long)]
    only: Option<String>,
}

/// Runs the conformance suite on every host. A host that is missing fails.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let toolchain = setup::compiler_and_packages()?;
    npm::HOSTS.provide()?;
    for browser in [browser::CHROMIUM, browser::FIREFOX] {
        // The matrix says that it is missing.
        if let Err(error) = browser.provide() {
            eprintln!("  {error}");
        }
    }
    matrix(&toolchain, OPTIMISED, args.only.as_deref())?;
    Ok(ExitCode::SUCCESS)
}

/// Runs the suite on the engines that every test run covers.
pub(crate) fn subset(toolchain: &Toolchain) -> Result<()> {
    browser::CHROMIUM.provide()?;
    matrix(toolchain, OPTIMISED_IN_SUBSET, Some(SUBSET))
}

fn matrix(toolchain: &Toolchain, optimised: Optimised, hosts: Option<&str>) -> Result<()> {
    let packages = packages(toolchain, optimised)?;
    let modes = MODES.iter().map(|mode| mode.name().to_owned());
    let optimised = optimised
        .iter()
        .map(|(mode, level)| format!("{}{level}", mode.name()));
    let builds: Vec<_> = modes.chain(optimised).collect();
    let node = npm::node(24);
    let mut command = Command::new(node);
    command
        .current_dir(workspace::root())
        .arg("tests/hosts/matrix.mjs")
        .arg(packages)
        .arg("target/hosts.json")
        .arg(builds.join(","))
        .args(hosts)
        .env("WORKERD", worker::workerd());
    step::streamed("the host matrix", command)
}

/// Builds what the matrix loads, and gives the folder it is in.
fn packages(toolchain: &Toolchain, optimised: Optimised) -> Result<PathBuf> {
    for mode in MODES {
        let flags = mode.without_lto();
        for name in ["fixture", "recovering"] {
            for target in TARGETS {
                let package = Package {
                    name,
                    target,
                    flags,
                    profile: Profile::Release,
                };
                package.build_once(toolchain)?;
            }
            for (_, level) in optimised.iter().filter(|(of, _)| *of == mode) {
                optimise(&flags.package_dir(), name, level)?;
            }
        }
    }
    Ok(workspace::wasm_dir().join("pkg"))
}

/// A copy of the web package beside those of its mode: `unwind-O3/fixture-web`.
fn optimise(packages: &Path, name: &str, level: &str) -> Result<()> {
    let from = packages.join(format!("{name}-web"));
    let mut folder = packages.as_os_str().to_owned();
    folder.push(level);
    let to = Path::new(&folder).join(format!("{name}-web"));
    if to.exists() {
        fs::remove_dir_all(&to)?;
    }
    copy(&from, &to).with_context(|| format!("could not copy {}", from.display()))?;
    let module = to.join(format!("{name}_bg.wasm"));
    let mut command = Command::new(npm::node(24));
    command
        .arg(npm::package("binaryen").join("bin/wasm-opt"))
        .arg(level)
        .args(FEATURES.map(|feature| format!("--enable-{feature}")))
        // Names are what stacks are made of.
        .arg("--debuginfo")
        .arg(&module)
        .arg("-o")
        .arg(&module);
    step::quiet(&format!("wasm-opt {level} {name}"), command)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
