use std::fs::File;
use std::process::Command;
use std::time::{Instant, SystemTime};

use anyhow::Result;
use serde::Serialize;

use super::generated::{self, Attribute, Generated};
use super::median;
use crate::mode::Flags;
use crate::toolchain::Toolchain;
use crate::{step, table, workspace};

const EXPORTS: u32 = 200;
const ROUNDS: u32 = 5;
const ROUNDS_FROM_NOTHING: u32 = 2;

/// Seconds.
#[derive(Serialize)]
pub(crate) struct Times {
    /// `cargo build` after a change in a crate with 200 exports.
    again: Pair,
    /// A crate with one export from nothing, with the macros and all that they need.
    from_nothing: Pair,
}

#[derive(Serialize)]
struct Pair {
    plain: f64,
    export: f64,
    ratio: f64,
}

pub(crate) fn measure(toolchain: &Toolchain, flags: Flags) -> Result<Times> {
    Ok(Times {
        again: again(toolchain, flags)?,
        from_nothing: from_nothing()?,
    })
}

fn again(toolchain: &Toolchain, flags: Flags) -> Result<Pair> {
    let crates = [Attribute::Plain, Attribute::Export].map(|attribute| Generated {
        attribute,
        exports: EXPORTS,
        feature: None,
    });
    generated::write(&crates)?;
    let build = |one: Generated| one.cargo(toolchain, flags);
    for one in crates {
        step::quiet("build a crate with 200 exports", build(one)?)?;
    }
    let seconds = |one: Generated| -> Result<f64> {
        File::options()
            .append(true)
            .open(one.source())?
            .set_modified(SystemTime::now())?;
        timed("build it again", build(one)?)
    };
    Pair::in_turns(ROUNDS, || seconds(crates[0]), || seconds(crates[1]))
}

/// On the host: a wasm target would have std built too.
fn from_nothing() -> Result<Pair> {
    let crates = [Attribute::Plain, Attribute::Export].map(|attribute| Generated {
        attribute,
        exports: 1,
        feature: None,
    });
    generated::write(&crates)?;
    let build = |one: Generated| -> Result<f64> {
        let target = tempfile::tempdir()?;
        let mut command = workspace::host_cargo("build");
        one.select(&mut command)
            .env("CARGO_TARGET_DIR", target.path());
        timed("build everything from nothing", command)
    };
    Pair::in_turns(
        ROUNDS_FROM_NOTHING,
        || build(crates[0]),
        || build(crates[1]),
    )
}

fn timed(title: &str, command: Command) -> Result<f64> {
    let start = Instant::now();
    step::quiet(title, command)?;
    Ok(start.elapsed().as_secs_f64())
}

impl Pair {
    fn in_turns(
        rounds: u32,
        plain: impl Fn() -> Result<f64>,
        export: impl Fn() -> Result<f64>,
    ) -> Result<Self> {
        let rounds = (0..rounds).map(|_| Ok((plain()?, export()?)));
        let rounds = rounds.collect::<Result<Vec<_>>>()?;
        let ratios = rounds.iter().map(|(plain, export)| export / plain);
        let (plain, export): (Vec<_>, Vec<_>) = rounds.iter().copied().unzip();
        Ok(Self {
            plain: median(plain),
            export: median(export),
            ratio: median(ratios.collect()),
        })
    }
}

impl Times {
    pub(crate) fn print(&self) {
        let row = |name: &str, pair: &Pair, target: f64| {
            [
                name.to_owned(),
                format!("{:.2} s", pair.plain),
                format!("{:.2} s", pair.export),
                format!("{:.2}", pair.ratio),
                format!("{target:.2}"),
            ]
        };
        println!();
        table::print(&[
            ["build time", "plain", "export", "ratio", "target"].map(str::to_owned),
            row("200 exports, after a change", &self.again, 1.10),
            row("one export, from nothing", &self.from_nothing, 1.25),
        ]);
    }
}
