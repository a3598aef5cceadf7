use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::mode::Mode;
use crate::package::{Package, Profile, Target, WITH_LEPTOS, WITH_YEW};
use crate::{browser, npm, setup, step, workspace};

/// Builds apps of frameworks as on stable Rust, which alone compiles them, and uses them in browsers.
pub(crate) fn run() -> Result<ExitCode> {
    let toolchain = setup::compiler_and_packages()?;
    let browsers = browser::wanted()?;
    let build = |name| {
        let package = Package {
            name,
            target: Target::Web,
            flags: Mode::Abort.without_lto(),
            profile: Profile::Release,
        };
        package.build(&toolchain)
    };
    let mut command = Command::new(npm::node(24));
    command
        .current_dir(workspace::root())
        .env("LEPTOS_WEB", build(WITH_LEPTOS)?)
        .env("YEW_WEB", build(WITH_YEW)?)
        .env("BROWSERS", browsers)
        .args(["--test", "tests/frameworks/frameworks.test.mjs"]);
    step::streamed("apps of frameworks", command)?;
    Ok(ExitCode::SUCCESS)
}
