use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::mode::Mode;
use crate::{cloudflare, node, npm, setup, step, worker, workspace};

#[derive(clap::Args)]
pub(crate) struct Args {
    #[arg(default_value = "worker")]
    service: Service,
    /// How many requests to make, 64 at a time
    #[arg(long, default_value_t = 20_000)]
    requests: u32,
    /// Repeats the load that printed this seed
    #[arg(long)]
    seed: Option<u32>,
}

/// What to put under load
#[derive(Clone, Copy, clap::ValueEnum)]
enum Service {
    /// examples/worker, on workerd
    Worker,
    /// examples/cloudflare, in Miniflare
    Cloudflare,
}

/// Puts an example and its twin under the same load.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let toolchain = setup::compiler_and_packages()?;
    let mode = Mode::Unwind;
    let node = node::find(mode).ok_or_else(|| node::missing("a Node", mode))?;
    let mut command = Command::new(&node.path);
    command
        .current_dir(workspace::root())
        .env("LOAD_REQUESTS", args.requests.to_string());
    let flags = mode.without_lto();
    match args.service {
        Service::Worker => command
            .arg("tests/worker/compare.mjs")
            .env("WORKERD", worker::workerd())
            .env("WORKER_CONFIG", worker::EXAMPLE.build(&toolchain)?)
            .env("PLAIN_CONFIG", worker::PLAIN.build(&toolchain)?)
            .env("LOAD_JSON", workspace::root().join("target/load.json")),
        Service::Cloudflare => {
            npm::CLOUDFLARE.provide()?;
            command
                .arg("tests/cloudflare/compare.mjs")
                .env(
                    "CLOUDFLARE_SERVICE",
                    cloudflare::EXAMPLE.build(&toolchain, flags)?,
                )
                .env("PLAIN_SERVICE", cloudflare::PLAIN.build(&toolchain, flags)?)
                .env(
                    "LOAD_JSON",
                    workspace::root().join("target/load-cloudflare.json"),
                )
        }
    };
    if let Some(seed) = args.seed {
        command.env("LOAD_SEED", seed.to_string());
    }
    step::streamed("the load", command)?;
    Ok(ExitCode::SUCCESS)
}
