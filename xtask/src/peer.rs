mod crates;
mod translate;
mod verdict;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::mode::{Flags, Mode};
use crate::node::{self, Node};
use crate::setup;
use crate::toolchain::Toolchain;
pub(crate) use crates::{Attribute, write_crate};
use verdict::Verdict;

#[derive(clap::Args)]
pub(crate) struct Args {
    #[arg(long, default_value = "unwind")]
    mode: Mode,
}

#[derive(clap::Args)]
pub(crate) struct Migrate {
    /// Folders and files of Rust, to be written anew
    #[arg(required = true)]
    paths: Vec<PathBuf>,
}

/// Builds `tests/drop-in` with wasm-bindgen's attribute and with ours, and compares what JavaScript gets.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let toolchain = setup::compiler_and_packages()?;
    let Some(node) = node::hosts(args.mode)?.pop() else {
        bail!("no Node runs modules of mode {}", args.mode.name());
    };
    same(&toolchain, &node, args.mode.without_lto())?;
    Ok(ExitCode::SUCCESS)
}

/// Prints the table, and fails at a difference.
pub(crate) fn same(toolchain: &Toolchain, node: &Node, flags: Flags) -> Result<()> {
    let verdict = compare(toolchain, node, flags)?;
    verdict.print();
    if !verdict.is_same() {
        bail!("what plain takes is not all the same with ours");
    }
    Ok(())
}

fn compare(toolchain: &Toolchain, node: &Node, flags: Flags) -> Result<Verdict> {
    crates::write()?;
    let plain = crates::build(Attribute::Plain, toolchain, flags)?;
    let export = crates::build(Attribute::Export, toolchain, flags)?;
    verdict::of(&plain, &export, node)
}

/// Puts our attributes in the place of wasm-bindgen's, in sources of whatever crate.
pub(crate) fn migrate(args: &Migrate) -> Result<ExitCode> {
    let mut paths = args.paths.clone();
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            let inside = fs::read_dir(&path)?.map(|entry| entry.map(|entry| entry.path()));
            paths.extend(inside.collect::<Result<Vec<_>, _>>()?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.display();
            let source = fs::read_to_string(&path).with_context(|| format!("no {name}"))?;
            let translated = translate::translate(&source);
            if translated != source {
                fs::write(&path, translated)?;
                println!("{name}");
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
