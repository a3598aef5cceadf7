mod crates;
mod translate;
mod verdict;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::mode::Mode;
use crate::{node, setup};
use crates::Attribute;

#[derive(clap::Args)]
pub(crate) struct Args {
    #[arg(long, default_value = "unwind")]
    mode: Mode,
}

/// Builds `tests/drop-in` with wasm-bindgen's attribute and with ours, and compares what JavaScript gets.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let toolchain = setup::compiler_and_packages()?;
    let flags = args.mode.without_lto();
    let Some(node) = node::hosts(args.mode)?.pop() else {
        bail!("no Node runs modules of mode {}", args.mode.name());
    };
    crates::write()?;
    let plain = crates::build(Attribute::Plain, &toolchain, flags)?;
    let export = crates::build(Attribute::Export, &toolchain, flags)?;
    let verdict = verdict::of(&plain, &export, &node)?;
    verdict.print();
    Ok(if verdict.is_same() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
