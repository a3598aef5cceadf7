use std::process::ExitCode;

use anyhow::Result;

use crate::mode::Mode;
use crate::suite::OnWasm;
use crate::{node, setup, step};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// How many calls to make, 64 at a time
    #[arg(long, default_value_t = 1_000_000)]
    calls: u32,
    /// Repeats the storm that printed this seed
    #[arg(long)]
    seed: Option<u32>,
    #[arg(long, default_value = "unwind")]
    mode: Mode,
}

/// Runs the storm of the node suite alone, and longer.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let toolchain = setup::compiler_and_packages()?;
    let hosts = node::hosts(args.mode)?;
    for node in &hosts {
        let run = OnWasm {
            toolchain: &toolchain,
            node,
            flags: args.mode.without_lto(),
        };
        let mut command = run.node_command()?;
        command
            .arg("tests/node/storm.test.mjs")
            .env("STORM_CALLS", args.calls.to_string());
        if let Some(seed) = args.seed {
            command.env("STORM_SEED", seed.to_string());
        }
        step::streamed(&format!("the storm on {}", node.name()), command)?;
    }
    Ok(ExitCode::SUCCESS)
}
