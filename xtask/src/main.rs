//! `cargo xtask`: finds or provides the wasm toolchain and the test hosts, builds packages and runs all tests.

mod apt;
mod bench;
mod browser;
mod bundlers;
mod candidate;
mod choice;
mod circles;
mod cloudflare;
mod demo;
mod doctor;
mod frameworks;
mod fuzz;
mod hosts;
mod lint;
mod load;
mod matrix;
mod miri;
mod mode;
mod newest;
mod node;
mod npm;
mod output;
mod package;
mod peer;
mod probe;
mod progress;
mod publish;
mod rustup;
mod schedule;
mod serve;
mod setting;
mod setup;
mod stable;
mod step;
mod storm;
mod suite;
mod table;
mod test;
mod toolchain;
mod wasm;
mod worker;
mod worker_build;
mod workspace;

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;
use clap::error::ErrorKind;
use clap::{Parser, Subcommand};

use crate::setting::Setting;

/// Set-up, builds, demo and tests of unwind-export
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Shows what was found and what is missing; installs nothing
    Doctor,
    /// Provides whatever is missing
    Setup,
    /// Builds one package of the workspace for wasm and prints the folder it is in
    Build(package::Args),
    /// Builds the quickstart example and runs it in Node
    Demo,
    /// Builds the worker example and serves it on workerd
    Serve(serve::Args),
    /// Puts an example and its twin without unwind-export under load
    Load(load::Args),
    /// Runs the test suites
    Test(test::Args),
    /// Runs the conformance suite on every JavaScript engine
    Hosts(hosts::Args),
    /// Takes a package through every bundler, and runs what comes out in Chromium
    Bundlers(bundlers::Args),
    /// Builds apps of frameworks for pages as on stable Rust, and uses them in browsers
    Frameworks,
    /// Runs a long storm of calls, panics and aborts
    Storm(storm::Args),
    /// Generates programs, and compares what they do on the host and in Node
    Fuzz(fuzz::Args),
    /// Compares what `#[export]` takes with what plain `#[wasm_bindgen]` takes
    Peer(peer::Args),
    /// Puts `#[export]` and `#[import]` in the place of `#[wasm_bindgen]`, in sources of any crate
    Migrate(peer::Migrate),
    /// Compiles against the newest wasm-bindgen that is published, and shows what that breaks
    Newest,
    /// Builds the example for Cloudflare with stable Rust and nothing else, and runs its tests
    Stable,
    /// Builds the example for Cloudflare by worker-build, and tests that
    WorkerBuild,
    /// Runs in Miri what takes and lends objects
    Miri,
    /// Compares `#[export]` with plain `#[wasm_bindgen]`: speed, size, build time and memory
    Bench(bench::Args),
    /// worker-build calls this
    #[command(hide = true, disable_help_flag = true)]
    Bindgen {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<OsString>,
    },
    /// Cargo calls this for each wasm test executable
    #[command(hide = true, disable_help_flag = true)]
    TestRunner {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<OsString>,
    },
}

fn main() -> ExitCode {
    let cli = Cli::try_parse().unwrap_or_else(|error| refuse(&error));
    match run(cli.command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(if error.is::<Setting>() { 2 } else { 1 })
        }
    }
}

/// A wrong setting is one line, whatever clap adds to it. Help is printed as it is.
fn refuse(error: &clap::Error) -> ! {
    let is_help = error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    if is_help || !error.use_stderr() {
        error.exit();
    }
    let text = error.render().to_string();
    let lines = text.lines().map(str::trim);
    let lines =
        lines.take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more"));
    let line: Vec<_> = lines.filter(|line| !line.is_empty()).collect();
    eprintln!("{}", line.join(" "));
    std::process::exit(error.exit_code())
}

fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Doctor => doctor::run(),
        Command::Setup => setup::run(),
        Command::Build(args) => package::run(&args),
        Command::Demo => demo::run(),
        Command::Serve(args) => serve::run(&args),
        Command::Load(args) => load::run(&args),
        Command::Test(args) => test::run(&args),
        Command::Hosts(args) => hosts::run(&args),
        Command::Bundlers(args) => bundlers::run(&args),
        Command::Frameworks => frameworks::run(),
        Command::Storm(args) => storm::run(&args),
        Command::Fuzz(args) => fuzz::run(&args),
        Command::Peer(args) => peer::run(&args),
        Command::Migrate(args) => peer::migrate(&args),
        Command::Newest => newest::run(),
        Command::Stable => stable::run(),
        Command::WorkerBuild => worker_build::run(),
        Command::Miri => miri::run(),
        Command::Bench(args) => bench::run(&args),
        Command::Bindgen { args } => worker_build::bindgen(args),
        Command::TestRunner { args } => wasm::run_tests(args),
    }
}
