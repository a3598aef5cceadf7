use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;

use crate::matrix::{self, Choice, Job, Suite};
use crate::mode::{Lto, Mode};
use crate::setting::Setting;
use crate::{npm, setup, suite, table};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only these suites
    #[arg(value_name = "SUITE")]
    suites: Vec<Suite>,
    /// Only this mode
    #[arg(long)]
    mode: Option<Mode>,
    /// Only with or without link-time optimisation
    #[arg(long)]
    lto: Option<Lto>,
}

/// Runs all suites, also after one that failed. Exit code 1 if any failed.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let choice = Choice {
        suites: args.suites.clone(),
        mode: args.mode,
        lto: args.lto,
    };
    let toolchain = choice.needs_compiler().then(setup::compiler).transpose()?;
    if let Some(toolchain) = &toolchain {
        eprintln!("wasm compiler: {}, {}", toolchain.origin, toolchain.version);
    }
    if choice.needs_packages() {
        npm::TESTS.provide()?;
    }

    let mut rows = Vec::new();
    let mut failed = 0;
    let jobs = matrix::jobs(&choice)?;
    if jobs.is_empty() {
        let text = "no such suite in this mode: leave --mode or --lto out";
        return Err(Setting(text.to_owned()).into());
    }
    for job in jobs {
        let labels = labels(&job);
        eprintln!("\n{}", labels.join(" ").trim_end());
        let start = Instant::now();
        let outcome = suite::run(&job, toolchain.as_ref());
        if let Err(error) = &outcome {
            failed += 1;
            eprintln!("error: {error:#}");
        }
        let result = if outcome.is_ok() { "passed" } else { "FAILED" };
        let time = format!("{:.1} s", start.elapsed().as_secs_f32());
        let [suite, flags, host] = labels;
        rows.push([suite, flags, host, result.to_owned(), time]);
    }

    println!();
    table::print(&rows);
    println!("\n{} passed, {failed} failed", rows.len() - failed);
    Ok(if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn labels(job: &Job) -> [String; 3] {
    match job {
        Job::Host(suite) => [suite.name(), String::new(), String::new()],
        Job::Wasm(suite, flags, node) => [suite.name(), flags.name(), node.name()],
    }
}
