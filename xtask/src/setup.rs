use std::process::ExitCode;

use anyhow::Result;

use crate::setting::Setting;
use crate::toolchain::{self, Toolchain};
use crate::{apt, doctor, npm, rustup};

pub(crate) fn run() -> Result<ExitCode> {
    compiler()?;
    npm::TESTS.provide()?;
    doctor::run()
}

/// The wasm compiler, installed first if there is none.
pub(crate) fn compiler() -> Result<Toolchain> {
    let toolchain = match toolchain::find()? {
        Some(found) => found,
        None => install()?,
    };
    if toolchain.linker().is_none() {
        apt::install(apt::LINKER)?.map_err(Setting)?;
    }
    Ok(toolchain)
}

fn install() -> Result<Toolchain> {
    let ways: [&dyn Fn() -> Result<Result<(), String>>; 2] =
        [&rustup::install, &|| apt::install(apt::COMPILER)];
    for way in ways {
        match way()? {
            Ok(()) => {
                if let Some(found) = toolchain::find()? {
                    return Ok(found);
                }
                eprintln!("  no wasm compiler yet: what was installed has no library sources");
            }
            Err(why) => eprintln!("  no wasm compiler yet: {why}"),
        }
    }
    Err(none().into())
}

fn none() -> Setting {
    Setting(format!(
        "no compiler with library sources: set {}, run `{}`, or `{}`",
        toolchain::VARIABLE,
        rustup::BY_HAND,
        apt::by_hand(apt::COMPILER),
    ))
}
