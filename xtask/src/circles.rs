mod graph;
mod javascript;
mod rust;
mod source;

use std::path::Path;

use anyhow::{Result, bail};

use self::graph::Graph;
use crate::{output, workspace};

/// More files than this that import each other are no longer read one by one.
const LIMIT: usize = 3;

/// A folder, and what finds the imports among its files.
type Tree = (&'static str, fn(&Path) -> Result<Graph>);

const TREES: [Tree; 3] = [
    ("macros/src", rust::imports),
    ("runtime/src", rust::imports),
    ("runtime/js", javascript::imports),
];

/// Lists the circles of files that import each other. Fails if one is too large.
pub(crate) fn run() -> Result<()> {
    let mut too_large = Vec::new();
    for (folder, imports) in TREES {
        let graph = imports(&workspace::root().join(folder))?;
        let circles = graph.circles();
        let largest = circles.iter().map(Vec::len).max().unwrap_or(0);
        output::line(&format!(
            "{folder}: {} files, {} imports, {} circles, {largest} files in the largest",
            graph.files().count(),
            graph.imports().count(),
            circles.len()
        ));
        for circle in circles {
            output::line(&format!("  {}", circle.join(", ")));
            if circle.len() > LIMIT {
                too_large.push(format!("{folder}:\n{}", graph.within(&circle)));
            }
        }
    }
    if !too_large.is_empty() {
        bail!(
            "more than {LIMIT} files import each other in a circle:\n{}",
            too_large.join("\n")
        );
    }
    Ok(())
}
