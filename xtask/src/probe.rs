//! Whether a compiler drops the right elements of a `Vec` when the `Drop` of one panics.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;
use std::{fs, io};

use anyhow::Result;

use crate::mode::{Flags, Mode};
use crate::node::{self, Node};
use crate::toolchain::Toolchain;
use crate::{npm, step, wasm, workspace};

pub(crate) const FAULT: &str = "drops the wrong elements of a Vec when the Drop of one panics";

const RIGHT: &str = "123";

/// The LLVMs that were seen to do so: no std has to be built to tell.
const KNOWN_BAD: std::ops::RangeInclusive<[u32; 3]> = [22, 0, 0]..=[22, 1, 4];

const LIMIT: Duration = Duration::from_secs(900);

const RUN: &str = "
const module = require('node:fs').readFileSync(process.argv[1]);
WebAssembly.instantiate(module).then(({ instance }) => console.log(instance.exports.order()));
";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Right,
    Wrong,
    /// The probe has not run.
    Unknown,
    /// It could not be built or run.
    Untold,
}

/// What earlier runs told: the order of the drops, by compiler.
pub(crate) type Kept = BTreeMap<String, String>;

/// What can be told without a build.
pub(crate) fn known(toolchain: &Toolchain, kept: &Kept) -> Outcome {
    match kept.get(&toolchain.identity()) {
        Some(order) => judge(order),
        None if is_known_bad(&toolchain.llvm) => Outcome::Wrong,
        None => Outcome::Unknown,
    }
}

/// Builds and runs the probe, and keeps what it told. The std that this takes is the one that packages are built with.
pub(crate) fn run(toolchain: &Toolchain) -> Result<Outcome> {
    let order = match order(toolchain)? {
        Ok(order) => order,
        Err(why) => {
            eprintln!("  what {} drops could not be told: {why}", toolchain.origin);
            return Ok(Outcome::Untold);
        }
    };
    let outcome = judge(&order);
    keep(toolchain.identity(), order)?;
    Ok(outcome)
}

fn order(toolchain: &Toolchain) -> Result<Result<String, String>> {
    let flags = Mode::Unwind.without_lto();
    let mut command = wasm::cargo(toolchain, flags, "build")?;
    command.args(["--quiet", "--release", "--manifest-path"]);
    command.arg(workspace::root().join("xtask/probe/Cargo.toml"));
    let title = format!("what {} drops after a panic", toolchain.origin);
    if let Err(why) = step::attempt(&title, command, LIMIT)? {
        return Ok(Err(why));
    }
    let node = match host() {
        Ok(node) => node,
        Err(why) => return Ok(Err(format!("{why:#}"))),
    };
    let order = step::output(
        Command::new(&node.path)
            .args(["-e", RUN])
            .arg(module(flags)),
    );
    // An instance that ends by a trap has not dropped right either.
    Ok(Ok(order.unwrap_or_else(|| "trap".to_owned())))
}

fn host() -> Result<Node> {
    if let Some(node) = node::find(Mode::Unwind) {
        return Ok(node);
    }
    npm::TESTS.provide()?;
    node::find(Mode::Unwind).ok_or_else(|| node::missing("a Node", Mode::Unwind).into())
}

fn module(flags: Flags) -> PathBuf {
    let target = flags.target_dir().join(wasm::TRIPLE);
    target.join("release/drop_order.wasm")
}

fn judge(order: &str) -> Outcome {
    if order == RIGHT {
        Outcome::Right
    } else {
        Outcome::Wrong
    }
}

fn is_known_bad(llvm: &str) -> bool {
    let numbers: Result<Vec<u32>, _> = llvm.split('.').map(str::parse).collect();
    let version = numbers
        .ok()
        .and_then(|numbers| <[u32; 3]>::try_from(numbers).ok());
    version.is_some_and(|version| KNOWN_BAD.contains(&version))
}

/// A file that cannot be read is as good as none.
pub(crate) fn kept() -> Kept {
    let text = fs::read(file()).unwrap_or_default();
    serde_json::from_slice(&text).unwrap_or_default()
}

fn keep(compiler: String, order: String) -> Result<()> {
    let mut kept = kept();
    kept.insert(compiler, order);
    let text = serde_json::to_vec_pretty(&kept).map_err(io::Error::from)?;
    fs::create_dir_all(workspace::wasm_dir())?;
    fs::write(file(), text)?;
    Ok(())
}

fn file() -> PathBuf {
    workspace::wasm_dir().join("drop-order.json")
}

#[cfg(test)]
mod tests {
    use super::is_known_bad;

    #[test]
    fn knows_llvm_22_and_no_more() {
        assert!(is_known_bad("22.1.2"));
        assert!(is_known_bad("22.1.4"));
        assert!(!is_known_bad("22.1.5"), "it may have been mended");
        assert!(!is_known_bad("23.1.4"));
        assert!(!is_known_bad("21.1.8"));
        assert!(!is_known_bad("unknown"));
    }
}
