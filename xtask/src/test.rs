use std::process::ExitCode;

use anyhow::Result;

use crate::choice::Choice;
use crate::matrix::{self, Job, Suite};
use crate::mode::{Lto, Mode};
use crate::schedule::{self, Task};
use crate::setting::Setting;
use crate::{setup, suite, table};

/// Lines of a job that failed.
const SHOWN: usize = 40;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only these suites, in all that they run in
    #[arg(value_name = "SUITE")]
    suites: Vec<Suite>,
    /// Only this mode
    #[arg(long)]
    mode: Option<Mode>,
    /// Only with or without link-time optimisation
    #[arg(long)]
    lto: Option<Lto>,
    /// Everything, and not only what a change needs before it is shown to others
    #[arg(long)]
    all: bool,
}

/// Runs all suites, also after one that failed. Exit code 1 if any failed.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let choice = Choice {
        suites: args.suites.clone(),
        mode: args.mode,
        lto: args.lto,
        all: args.all,
    };
    let toolchain = if choice.needs_packages() {
        Some(setup::compiler_and_packages()?)
    } else {
        choice.needs_compiler().then(setup::compiler).transpose()?
    };
    if let Some(toolchain) = &toolchain {
        eprintln!("wasm compiler: {}, {}", toolchain.origin, toolchain.version);
    }
    let jobs = matrix::jobs(&choice)?;
    if jobs.is_empty() {
        let text = "no such suite in this mode: leave --mode or --lto out";
        return Err(Setting(text.to_owned()).into());
    }
    let tasks = jobs.iter().map(|job| Task {
        name: job.name(),
        folder: job.folder(),
        body: Box::new(|| suite::run(job, toolchain.as_ref())),
    });
    let ended = schedule::run(&tasks.collect::<Vec<_>>());

    let row = |(job, ended): (&Job, &schedule::Ended)| {
        let [suite, flags, host] = job.labels();
        let result = if ended.outcome.is_ok() {
            "passed"
        } else {
            "FAILED"
        };
        let time = format!("{:.1} s", ended.time.as_secs_f32());
        [suite, flags, host, result.to_owned(), time]
    };
    println!();
    table::print(&jobs.iter().zip(&ended).map(row).collect::<Vec<_>>());
    let failed = jobs.iter().zip(&ended).filter_map(report).count();
    println!("\n{} passed, {failed} failed", ended.len() - failed);
    Ok(if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Says again what went wrong, as far above in a long log as it was.
fn report((job, ended): (&Job, &schedule::Ended)) -> Option<()> {
    let error = ended.outcome.as_ref().err()?;
    println!("\n{}:", job.name());
    let lines: Vec<_> = ended.text.lines().collect();
    for line in &lines[lines.len().saturating_sub(SHOWN)..] {
        println!("  {line}");
    }
    println!("error: {error:#}");
    Some(())
}
