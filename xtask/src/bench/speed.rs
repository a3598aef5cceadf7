use std::collections::BTreeMap;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::median;
use super::script::{Host, Modules};
use crate::table;

/// Times for a call, each the median of the medians of all processes. Ratios are of rounds, in which plain and export
/// took turns, and so are no quotients of the times.
#[derive(Serialize)]
pub(crate) struct Row {
    name: String,
    plain_ns: f64,
    export_ns: Option<f64>,
    ratio: Option<f64>,
    /// The same with `recovery::enable`.
    recovering_ns: Option<f64>,
    recovering_ratio: Option<f64>,
    floor_ns: Option<f64>,
    target: f64,
    /// Half of what the middle 80 % of the ratios spread over.
    spread: f64,
}

#[derive(Deserialize)]
struct Samples {
    target: f64,
    samples: BTreeMap<String, Vec<f64>>,
}

/// Each process measures one row, as what the engine makes of a call depends on what it has seen before.
pub(crate) fn measure(
    host: &Host,
    modules: &Modules,
    runs: u32,
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<Row>> {
    let names: Vec<String> = host.run("row", |command| modules.give(command))?;
    let mut rows = Vec::new();
    for name in names.into_iter().filter(|name| wanted(name)) {
        eprintln!("  measure {name}");
        let runs = (0..runs).map(|_| {
            host.run("row", |command| {
                modules.give(command);
                command.arg(&name);
            })
        });
        rows.push(row(name.clone(), &runs.collect::<Result<Vec<_>>>()?));
    }
    Ok(rows)
}

fn row(name: String, runs: &[Samples]) -> Row {
    let time = |subject: &str| {
        let medians = runs.iter().filter_map(|run| run.samples.get(subject));
        let medians: Vec<_> = medians.map(|samples| median(samples.clone())).collect();
        (!medians.is_empty()).then(|| median(medians))
    };
    let ratio = |subject| {
        let medians: Vec<_> = runs
            .iter()
            .filter_map(|run| run.ratios(subject))
            .map(median)
            .collect();
        (!medians.is_empty()).then(|| median(medians))
    };
    let main = if runs.iter().all(|run| run.samples.contains_key("export")) {
        "export"
    } else {
        "recovering"
    };
    let all = runs.iter().filter_map(|run| run.ratios(main)).flatten();
    Row {
        plain_ns: time("plain").unwrap_or(f64::NAN),
        export_ns: time("export"),
        ratio: ratio("export"),
        recovering_ns: time("recovering"),
        recovering_ratio: ratio("recovering"),
        floor_ns: time("floor"),
        target: runs.first().map_or(f64::NAN, |run| run.target),
        spread: spread(all.collect()),
        name,
    }
}

impl Samples {
    /// To plain, round by round.
    fn ratios(&self, subject: &str) -> Option<Vec<f64>> {
        let (plain, other) = (self.samples.get("plain")?, self.samples.get(subject)?);
        Some(
            other
                .iter()
                .zip(plain)
                .map(|(other, plain)| other / plain)
                .collect(),
        )
    }
}

fn spread(mut ratios: Vec<f64>) -> f64 {
    ratios.sort_by(f64::total_cmp);
    let at = |tenth: usize| ratios.get(ratios.len() * tenth / 10).copied();
    at(9)
        .zip(at(1))
        .map_or(f64::NAN, |(high, low)| (high - low) / 2.0)
}

pub(crate) fn print(rows: &[Row]) {
    if rows.is_empty() {
        return;
    }
    let head = [
        "",
        "plain",
        "export",
        "ratio",
        "±",
        "target",
        "recovering",
        "floor",
    ];
    let ns = |ns: Option<f64>| ns.map_or_else(String::new, |ns| format!("{ns:.1} ns"));
    let ratio = |ratio: Option<f64>| ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}"));
    let lines = rows.iter().map(|row| {
        [
            row.name.clone(),
            ns(Some(row.plain_ns)),
            ns(row.export_ns.or(row.recovering_ns)),
            ratio(row.ratio),
            ratio(Some(row.spread)),
            ratio(Some(row.target)),
            ratio(row.recovering_ratio),
            ns(row.floor_ns),
        ]
    });
    let lines: Vec<_> = std::iter::once(head.map(str::to_owned))
        .chain(lines)
        .collect();
    table::print(&lines);
}
