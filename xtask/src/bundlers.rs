use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::mode::{Flags, Mode};
use crate::package::{Package, Profile, Target};
use crate::toolchain::Toolchain;
use crate::{browser, npm, setup, step, workspace};

const TARGETS: [Target; 3] = [Target::Web, Target::Bundler, Target::Module];

/// The rows that every test run has, by the name that tests/bundlers/matrix.mjs has for them.
const QUICK: &str = "quick";

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only these, separated by commas: vite, vite + plugin, webpack, rspack, rollup, esbuild, parcel
    #[arg(long)]
    only: Option<String>,
}

/// Takes a package through every bundler, and runs what comes out in Chromium.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let toolchain = setup::compiler_and_packages()?;
    matrix(&toolchain, args.only.as_deref())?;
    Ok(ExitCode::SUCCESS)
}

/// The same with the bundlers that most have.
pub(crate) fn subset(toolchain: &Toolchain) -> Result<()> {
    matrix(toolchain, Some(QUICK))
}

fn matrix(toolchain: &Toolchain, rows: Option<&str>) -> Result<()> {
    npm::BUNDLERS.provide()?;
    browser::CHROMIUM.provide()?;
    let flags = Mode::Unwind.without_lto();
    let bundled = TARGETS.map(|target| ("bundled", target));
    for (name, target) in bundled.into_iter().chain([("fixture", Target::Web)]) {
        let package = Package {
            name,
            target,
            flags,
            profile: Profile::Release,
        };
        package.build_once(toolchain)?;
    }
    let node = || {
        let mut command = Command::new(npm::node(24));
        command.current_dir(workspace::root());
        command
    };
    let mut types = node();
    types
        .arg(npm::package("typescript").join("bin/tsc"))
        .args(["-p", "tests/bundlers/tsconfig.json"]);
    step::quiet("tsc -p tests/bundlers/tsconfig.json", types)?;
    let mut command = node();
    command
        .arg("tests/bundlers/matrix.mjs")
        .arg(flags.package_dir())
        .args(["target/bundlers", "target/bundlers.json"])
        .args(rows)
        // Browserslist says how old its data is, webpack-dev-server what it has replaced.
        .env("BROWSERSLIST_IGNORE_OLD_DATA", "1")
        .env("NODE_NO_WARNINGS", "1");
    step::streamed("the bundlers", command)?;
    example(toolchain, flags, node())
}

/// The example's page, which has its package beside it.
fn example(toolchain: &Toolchain, flags: Flags, mut node: Command) -> Result<()> {
    let package = Package {
        name: "browser",
        target: Target::Web,
        flags,
        profile: Profile::Release,
    };
    let folder = workspace::root().join("examples/vite/pkg");
    package.build_into(toolchain, &folder)?;
    node.args(["tests/bundlers/example.mjs", "target/bundlers"]);
    step::streamed("the example with vite", node)
}
