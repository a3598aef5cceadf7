use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, iter};

use anyhow::Result;

use crate::mode::Mode;
use crate::setting::Setting;
use crate::{npm, step};

/// Two tiny modules, one with a local of type exnref, one with a legacy try block: more exact than version numbers,
/// as exnref came to several release lines.
const PROBE: &str = "
const head = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 0x0a];
const valid = (...code) => WebAssembly.validate(Uint8Array.of(...head, ...code));
console.log(process.version, valid(6, 1, 4, 1, 1, 0x69, 0x0b), valid(8, 1, 6, 0, 6, 0x40, 0x19, 0x0b, 0x0b));
";

/// One Node, and what it can run.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) path: PathBuf,
    pub(crate) version: String,
    exnref: bool,
    legacy: bool,
}

/// The Node to run a module of this mode with: the one in PATH, if it can.
pub(crate) fn find(mode: Mode) -> Option<Node> {
    let candidates = iter::once_with(in_path).chain(iter::once_with(|| packaged(24)));
    candidates.flatten().find(|node| node.supports(mode))
}

/// The Nodes that modules of this mode are tested with.
pub(crate) fn hosts(mode: Mode) -> Result<Vec<Node>> {
    let majors: &[u32] = match mode {
        Mode::Unwind | Mode::AbortHandler => &[24],
        Mode::UnwindLegacy | Mode::Abort => &[20, 24],
    };
    majors
        .iter()
        .map(|&major| {
            let node = packaged(major).filter(|node| node.supports(mode));
            node.ok_or_else(|| missing(&format!("Node {major}"), mode).into())
        })
        .collect()
}

pub(crate) fn missing(what: &str, mode: Mode) -> Setting {
    Setting(format!(
        "{what} for mode {} is missing: run `cargo xtask setup`",
        mode.name()
    ))
}

fn in_path() -> Option<Node> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|dir| dir.join("node"))
        .find(|path| path.is_file())
        .and_then(|path| probe(&path))
}

fn packaged(major: u32) -> Option<Node> {
    probe(&npm::node(major))
}

pub(crate) fn probe(path: &Path) -> Option<Node> {
    let answer = step::output(Command::new(path).args(["-e", PROBE]))?;
    let mut words = answer.split_whitespace();
    Some(Node {
        path: path.to_owned(),
        version: words.next()?.trim_start_matches('v').to_owned(),
        exnref: words.next()? == "true",
        legacy: words.next()? == "true",
    })
}

impl Node {
    pub(crate) fn supports(&self, mode: Mode) -> bool {
        match mode {
            // wasm-bindgen's abort handler is of the exnref flavour.
            Mode::Unwind | Mode::AbortHandler => self.exnref,
            Mode::UnwindLegacy => self.legacy,
            Mode::Abort => true,
        }
    }

    pub(crate) fn name(&self) -> String {
        format!("Node {}", self.version)
    }

    /// PATH with this Node first, for tools that look `node` up.
    pub(crate) fn path_variable(&self) -> Result<OsString> {
        let own = self.path.parent().map(Path::to_owned);
        let rest = env::var_os("PATH").unwrap_or_default();
        Ok(env::join_paths(
            own.into_iter().chain(env::split_paths(&rest)),
        )?)
    }
}
