//! `cargo xtask fuzz`: programs that are generated, run on the host and in Node, and compared.

mod build;
mod driver;
mod flavour;
mod generate;
mod lab;
mod minimise;
mod outcome;
mod program;
mod reduce;
mod report;
mod signature;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use self::build::{Build, Lto};
use self::flavour::Flavour;
use self::lab::Lab;
use self::program::Program;
use self::report::Control;
use crate::mode::Mode;
use crate::node::Node;
use crate::toolchain::Toolchain;
use crate::{node, setup};

const BATCH: usize = 24;
/// How many are part of the tests.
const SAMPLE: u64 = 6;

#[derive(clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "flags of a command line")]
pub(crate) struct Args {
    /// Of the first program; each further one has the next
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many programs
    #[arg(long, default_value_t = 24)]
    count: u64,
    /// Exports of each program, beside constructors
    #[arg(long, default_value_t = 20)]
    exports: u32,
    #[arg(long, default_value = "unwind")]
    mode: Mode,
    #[arg(long, default_value = "off")]
    lto: Lto,
    /// opt-level, instead of the release profile's
    #[arg(long, value_parser = ["0", "1", "2", "3", "s", "z"])]
    opt: Option<String>,
    #[arg(long)]
    codegen_units: Option<u32>,
    /// Compiles with `#[wasm_bindgen]` alone
    #[arg(long)]
    plain: bool,
    /// Has each `catch_unwind` inlined, against what README's Limits advise
    #[arg(long)]
    inline_catches: bool,
    /// Prints differences as they are found, without making the program smaller
    #[arg(long)]
    no_minimise: bool,
    /// Prints the program of the seed, and runs nothing
    #[arg(long)]
    print: bool,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    if args.print {
        print!("{}", args.range().program(args.seed)?.text());
        return Ok(ExitCode::SUCCESS);
    }
    let toolchain = setup::compiler_and_packages()?;
    let hosts = node::hosts(args.mode)?;
    let build = Build {
        toolchain: &toolchain,
        mode: args.mode,
        lto: args.lto,
        opt: args.opt.clone(),
        codegen_units: args.codegen_units,
    };
    eprintln!("{}, {}", toolchain.version, build.name());
    let node = hosts.last().context("a mode has a Node")?;
    let found = search(&Lab { build, node }, &args.range())?;
    Ok(if found.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The few programs that are part of the tests.
pub(crate) fn sample(toolchain: &Toolchain, node: &Node, mode: Mode) -> Result<()> {
    let build = Build {
        toolchain,
        mode,
        lto: Lto::Off,
        opt: None,
        codegen_units: None,
    };
    let range = Range {
        seeds: (1..=SAMPLE).collect(),
        exports: 20,
        flavour: Flavour::of(mode),
        inline_catches: false,
        minimise: false,
    };
    let found = search(&Lab { build, node }, &range)?;
    // What plain wasm-bindgen has too is for the compiler to mend.
    if found.contains(&Control::Otherwise) {
        bail!("programs differ: `cargo xtask fuzz` makes them smaller");
    }
    Ok(())
}

/// What to generate, and how to look at it.
struct Range {
    seeds: Vec<u64>,
    exports: u32,
    flavour: Flavour,
    inline_catches: bool,
    minimise: bool,
}

impl Range {
    fn program(&self, seed: u64) -> Result<Program> {
        let mut program = generate::program(seed, self.exports)?;
        if self.inline_catches {
            program = program.with_inline_catches();
        }
        Ok(if self.flavour == Flavour::Plain {
            program.for_plain()
        } else {
            program
        })
    }
}

impl Args {
    fn range(&self) -> Range {
        Range {
            seeds: (self.seed..self.seed + self.count).collect(),
            exports: self.exports,
            flavour: if self.plain {
                Flavour::Plain
            } else {
                Flavour::of(self.mode)
            },
            inline_catches: self.inline_catches,
            minimise: !self.no_minimise,
        }
    }
}

/// What the control does with each of the programs that differ.
fn search(lab: &Lab<'_>, range: &Range) -> Result<Vec<Control>> {
    let mut found = Vec::new();
    for seeds in range.seeds.chunks(BATCH) {
        let start = Instant::now();
        let programs = seeds.iter().map(|&seed| range.program(seed));
        let programs = programs.collect::<Result<Vec<_>>>()?;
        let differences = lab.compare(&programs, range.flavour)?;
        eprintln!(
            "  seeds {} to {} ({:.1} s)",
            seeds[0],
            seeds[seeds.len() - 1],
            start.elapsed().as_secs_f32()
        );
        for (program, difference) in programs.iter().zip(differences) {
            if let Some(difference) = difference {
                found.push(report::print(lab, range, program, &difference)?);
            }
        }
    }
    let plain = found.iter().filter(|&&control| control == Control::Same);
    println!(
        "{} programs ({}): {} differ, {} of them with plain wasm-bindgen too",
        range.seeds.len(),
        lab.build.name(),
        found.len(),
        plain.count()
    );
    Ok(found)
}
