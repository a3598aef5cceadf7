use std::process::ExitCode;
use std::thread;

use anyhow::{Result, anyhow};

use crate::candidate::{self, Candidate, Step};
use crate::probe::{self, FAULT, Outcome};
use crate::setting::Setting;
use crate::toolchain::{self, Toolchain};
use crate::{apt, doctor, npm, output, rustup};

pub(crate) fn run() -> Result<ExitCode> {
    compiler_and_packages()?;
    doctor::run()
}

/// The wasm compiler and what the tests need from npm: one waits for the network while the other is probed.
pub(crate) fn compiler_and_packages() -> Result<Toolchain> {
    thread::scope(|scope| {
        let packages = scope.spawn(|| output::keep(|| npm::TESTS.provide()));
        let toolchain = compiler();
        let packages = packages.join().map_err(|_| anyhow!("xtask panicked"))?;
        let (provided, text) = packages?;
        output::write(&text);
        provided?;
        toolchain
    })
}

/// The wasm compiler: one that drops right after a panic, installed first if there is none.
pub(crate) fn compiler() -> Result<Toolchain> {
    let Candidate { toolchain, outcome } = choose()?;
    if outcome == Outcome::Wrong {
        let Toolchain {
            origin,
            version,
            llvm,
            ..
        } = &toolchain;
        eprintln!("warning: {origin}, {version}, LLVM {llvm}, {FAULT}");
    }
    if toolchain.linker().is_none() {
        apt::install(apt::LINKER)?.map_err(Setting)?;
    }
    Ok(toolchain)
}

fn choose() -> Result<Candidate> {
    let mut candidates = toolchain::found()?;
    let mut ways = Ways::default();
    loop {
        let way = match candidate::next(&candidates, !ways.rustup) {
            Step::Use(index) => return Ok(candidates.swap_remove(index)),
            Step::Probe(index) => {
                let candidate = &mut candidates[index];
                candidate.outcome = probe::run(&candidate.toolchain)?;
                continue;
            }
            Step::Install => ways.rustup()?,
            Step::Nothing if !ways.apt => ways.apt()?,
            Step::Nothing => return Err(none().into()),
        };
        if let Err(why) = way {
            eprintln!("  no compiler without a known fault yet: {why}");
        }
        candidates = toolchain::found()?;
    }
}

/// Which ways to install a compiler were tried.
#[derive(Default)]
struct Ways {
    rustup: bool,
    apt: bool,
}

impl Ways {
    fn rustup(&mut self) -> Result<Result<(), String>> {
        self.rustup = true;
        rustup::install()
    }

    fn apt(&mut self) -> Result<Result<(), String>> {
        self.apt = true;
        apt::install(apt::COMPILER)
    }
}

fn none() -> Setting {
    Setting(format!(
        "no compiler with library sources: set {}, run `{}`, or `{}`",
        toolchain::VARIABLE,
        rustup::by_hand(),
        apt::by_hand(apt::COMPILER),
    ))
}
