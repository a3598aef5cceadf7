use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use serde::Deserialize;

use super::crates::Built;
use crate::node::Node;
use crate::{table, workspace};

/// In what the two builds differ.
pub(crate) struct Verdict {
    features: Vec<Feature>,
    /// What plain declares to TypeScript, and ours does not.
    declarations: Vec<String>,
    /// What the compiler says of ours alone.
    warnings: Vec<String>,
}

#[derive(Deserialize)]
struct Feature {
    area: String,
    #[serde(rename = "feature")]
    name: String,
    expected: String,
    found: String,
}

pub(crate) fn of(plain: &Built, export: &Built, node: &Node) -> Result<Verdict> {
    let mut command = Command::new(&node.path);
    command
        .current_dir(workspace::root())
        .arg("tests/drop-in/compare.mjs")
        .args([plain, export].map(|built| built.glue.with_extension("js")));
    command.stderr(Stdio::inherit());
    let rows = command.output().context("Node does not start")?;
    let rows = String::from_utf8(rows.stdout)?;
    let warnings = export.warnings.difference(&plain.warnings).cloned();
    Ok(Verdict {
        features: serde_json::from_str(&rows).context("tests/drop-in/compare.mjs failed")?,
        declarations: missing(&declarations(plain)?, &declarations(export)?),
        warnings: warnings
            .filter(|warning| !is_of_translation(warning))
            .collect(),
    })
}

fn declarations(built: &Built) -> Result<String> {
    let file: &Path = &built.glue.with_extension("d.ts");
    fs::read_to_string(file).with_context(|| format!("no {}", file.display()))
}

/// The lines of `plain` that are not in `export`. What else is in there is the runtime's.
fn missing(plain: &str, export: &str) -> Vec<String> {
    let mut rest: Vec<_> = export.lines().collect();
    let lines = plain.lines().filter(|line| !line.trim().is_empty());
    let missing = lines.filter(|line| match rest.iter().position(|found| found == line) {
        Some(found) => {
            rest.swap_remove(found);
            false
        }
        None => true,
    });
    missing.map(|line| line.trim().to_owned()).collect()
}

/// The attribute was all that the import was for.
fn is_of_translation(warning: &str) -> bool {
    warning == "unused import: `wasm_bindgen::prelude::*`"
}

impl Verdict {
    pub(crate) fn is_same(&self) -> bool {
        let features = self.features.iter().all(Feature::is_same);
        features && self.declarations.is_empty() && self.warnings.is_empty()
    }

    pub(crate) fn print(&self) {
        let mut rows: Vec<[String; 4]> = Vec::new();
        let mut areas: Vec<&str> = self.features.iter().map(|row| row.area.as_str()).collect();
        areas.dedup();
        for area in areas {
            let of_area = || self.features.iter().filter(|row| row.area == area);
            let same = of_area().filter(|row| row.is_same()).count();
            let why: Vec<_> = of_area().filter_map(Feature::why_not).collect();
            rows.push([
                area.to_owned(),
                of_area().count().to_string(),
                same.to_string(),
                why.join("; "),
            ]);
        }
        let head = ["area", "features", "same as plain", "why not"].map(str::to_owned);
        println!();
        table::print(&[vec![head], rows].concat());
        for (title, lines) in [
            ("declared otherwise to TypeScript", &self.declarations),
            ("warnings of ours alone", &self.warnings),
        ] {
            println!("\n{title}: {}", lines.len());
            for line in lines {
                println!("  {line}");
            }
        }
    }
}

impl Feature {
    fn is_same(&self) -> bool {
        self.expected == self.found
    }

    fn why_not(&self) -> Option<String> {
        let Self {
            name,
            expected,
            found,
            ..
        } = self;
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!self.is_same()).then(|| {
            format!(
                "{name}: {} instead of {}",
                one_line(found),
                one_line(expected)
            )
        })
    }
}
