use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::mode::{Flags, Mode};
use crate::node::{self, Node};
use crate::package::{Package, Profile, Target};
use crate::toolchain::Toolchain;
use crate::{npm, setup, workspace};

/// The exit code is the script's.
pub(crate) fn run() -> Result<ExitCode> {
    let mode = Mode::Unwind;
    let toolchain = setup::compiler_and_packages()?;
    let node = node::find(mode).ok_or_else(|| node::missing("a Node", mode))?;
    let status = command(&toolchain, &node, mode.without_lto())?.status()?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(1)))
}

/// Builds the example, and returns the command that runs it.
pub(crate) fn command(toolchain: &Toolchain, node: &Node, flags: Flags) -> Result<Command> {
    let quickstart = Package {
        name: "quickstart",
        target: Target::Nodejs,
        flags,
        profile: Profile::Release,
    };
    let package = quickstart
        .build(toolchain)
        .context("the demo was not built")?;
    let mut command = Command::new(&node.path);
    command
        .current_dir(workspace::root())
        .arg("examples/quickstart/demo.mjs")
        .arg(package)
        .arg(npm::package("vega-datasets").join("data/weather.csv"));
    Ok(command)
}
