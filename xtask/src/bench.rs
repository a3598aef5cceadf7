mod compile;
mod feature;
mod generated;
mod memory;
mod script;
mod size;
mod speed;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use serde::Serialize;

use crate::mode::{Flags, Lto, Mode};
use crate::{setup, workspace};

#[derive(clap::Args)]
pub(crate) struct Args {
    #[arg(long, default_value = "unwind")]
    mode: Mode,
    #[arg(long, default_value = "off")]
    lto: Lto,
    /// The engine: a path, or a command of the Node family in PATH [default: the Node 24 of the tests]
    #[arg(long, value_name = "ENGINE")]
    host: Option<PathBuf>,
    /// Only the rows, or the parts `size`, `compile` and `memory`, with this in their names
    #[arg(long, value_name = "TEXT", default_value = "")]
    only: String,
    /// Processes in which each row is measured
    #[arg(long, default_value_t = 5)]
    runs: u32,
}

/// What stands in `target/bench.json`.
#[derive(Serialize)]
struct Report {
    mode: &'static str,
    lto: bool,
    host: String,
    compiler: String,
    wasm_bindgen: Option<String>,
    rows: Vec<speed::Row>,
    size: Option<size::Sizes>,
    compile: Option<compile::Times>,
    memory: Option<memory::Memory>,
}

/// Measures and prints. Nothing is asserted: times depend on the machine.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let toolchain = setup::compiler_and_packages()?;
    let flags = Flags {
        mode: args.mode,
        lto: args.lto,
    };
    let wanted = |part: &str| part.contains(&args.only);
    let host = script::Host::find(args.host.as_deref(), args.mode)?;
    let modules = script::Modules::build(&toolchain, flags)?;

    let report = Report {
        mode: args.mode.name(),
        lto: args.lto == Lto::Fat,
        host: host.version.clone(),
        compiler: toolchain.version.clone(),
        wasm_bindgen: workspace::locked_version("wasm-bindgen"),
        rows: speed::measure(&host, &modules, args.runs, wanted)?,
        memory: wanted("memory")
            .then(|| memory::measure(&host, &modules))
            .transpose()?,
        size: wanted("size")
            .then(|| size::measure(&toolchain, flags))
            .transpose()?,
        compile: wanted("compile")
            .then(|| compile::measure(&toolchain, flags))
            .transpose()?,
    };
    println!("\n{}, {}, {}", report.host, report.compiler, flags.name());
    speed::print(&report.rows);
    if let Some(memory) = &report.memory {
        memory.print();
    }
    if let Some(size) = &report.size {
        size.print();
    }
    if let Some(compile) = &report.compile {
        compile.print();
    }
    let file = workspace::root().join("target/bench.json");
    fs::write(&file, serde_json::to_string_pretty(&report)? + "\n")?;
    println!("\n{}", file.display());
    Ok(ExitCode::SUCCESS)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
