use std::path::PathBuf;

use anyhow::Result;
use clap::ValueEnum;

use crate::choice::Choice;
use crate::mode::{Flags, Lto, Mode};
use crate::node::{self, Node};
use crate::package::Profile;
use crate::workspace;

/// A part of the tests
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Suite {
    /// cargo fmt
    Fmt,
    /// files that import each other in a circle
    Circles,
    /// clippy on the host, and on wasm if the wasm toolchain has it
    Clippy,
    /// builds that the runtime refuses
    Refused,
    /// rustdoc without warnings
    Docs,
    /// all host tests
    Host,
    /// cargo publish of both packages, without the upload
    Publish,
    /// tsc over the generated declarations and the runtime's JavaScript
    Types,
    /// wasm-bindgen-test suites in Node
    Wasm,
    /// node:test suites that use the fixture
    Node,
    /// what real dependencies do
    Dependencies,
    /// memory, after 100,000 failures of each kind
    Growth,
    /// nasty values, given to all that the fixture exports
    Hostile,
    /// a few generated programs, see `cargo xtask fuzz`
    Fuzz,
    /// what wasm-bindgen's attribute takes, see `cargo xtask peer`
    Peer,
    /// the quickstart example
    Demo,
    /// the browser example, in Chromium or in what `BROWSERS` lists
    Page,
    /// node:test suites of the worker example, on workerd
    Worker,
    /// node:test suites of the example for Cloudflare, in Miniflare
    Cloudflare,
    /// pages that have been through a bundler, see `cargo xtask bundlers`
    Bundlers,
    /// the conformance suite on some of the hosts
    Hosts,
}

/// One row of the result.
#[derive(Clone, Debug)]
pub(crate) enum Job {
    Host(Suite),
    /// clippy, on wasm
    Clippy(Mode),
    Wasm(Suite, Flags, Profile, Node),
}

/// The Nodes of a mode that a suite runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum On {
    Each,
    Oldest,
    Newest,
}

/// Everything without LTO first, so that a mistake shows early.
pub(crate) fn jobs(choice: &Choice) -> Result<Vec<Job>> {
    let (off, fat): (Vec<_>, Vec<_>) = choice
        .flags()
        .into_iter()
        .partition(|flags| flags.lto == Lto::Off);
    let wasm = |flags: Vec<Flags>| -> Result<Vec<Job>> {
        let jobs = flags.into_iter().map(|flags| wasm_jobs(choice, flags));
        Ok(jobs.collect::<Result<Vec<_>>>()?.concat())
    };
    let host = choice.host_suites().into_iter();
    // It loads what others have built by then, and leaves a core to the long builds with LTO.
    let (hosts, host): (Vec<_>, Vec<_>) = host.partition(|&suite| suite == Suite::Hosts);
    let [host, hosts] = [host, hosts].map(|suites| suites.into_iter().map(Job::Host).collect());
    Ok([host, wasm(off)?, hosts, wasm(fat)?].concat())
}

fn wasm_jobs(choice: &Choice, flags: Flags) -> Result<Vec<Job>> {
    let mut jobs = Vec::new();
    for (suite, profile, on) in choice.wasm_suites(flags) {
        let nodes = on.of(node::hosts(flags.mode)?).into_iter();
        jobs.extend(nodes.map(|node| Job::Wasm(suite, flags, profile, node)));
    }
    if flags.lto == Lto::Off && choice.clippy_modes().contains(&flags.mode) {
        jobs.push(Job::Clippy(flags.mode));
    }
    Ok(jobs)
}

impl Job {
    pub(crate) fn labels(&self) -> [String; 3] {
        match self {
            Self::Host(suite) => [suite.name(), String::new(), String::new()],
            Self::Clippy(mode) => [Suite::Clippy.name(), mode.name().to_owned(), String::new()],
            Self::Wasm(suite, flags, profile, node) => {
                let dev = if *profile == Profile::Dev {
                    ", dev"
                } else {
                    ""
                };
                [suite.name(), flags.name() + dev, node.name()]
            }
        }
    }

    pub(crate) fn name(&self) -> String {
        let labels = self.labels().into_iter();
        let labels: Vec<_> = labels.filter(|label| !label.is_empty()).collect();
        labels.join(" ")
    }

    /// The target folder that cargo locks meanwhile.
    pub(crate) fn folder(&self) -> Option<PathBuf> {
        match self {
            // Hosts mostly waits for engines.
            Self::Host(Suite::Fmt | Suite::Circles | Suite::Hosts) => None,
            // Cargo locks what is of one profile.
            Self::Host(Suite::Refused) => {
                Some(Mode::Abort.without_lto().target_dir().join("debug"))
            }
            Self::Host(_) => Some(workspace::root().join("target")),
            Self::Clippy(mode) => Some(mode.without_lto().target_dir().join("debug")),
            Self::Wasm(_, flags, Profile::Dev, _) => Some(flags.target_dir().join("debug")),
            Self::Wasm(_, flags, ..) => Some(flags.target_dir()),
        }
    }
}

impl On {
    /// Of Nodes that are sorted by age.
    fn of(self, mut nodes: Vec<Node>) -> Vec<Node> {
        match self {
            Self::Each => nodes,
            Self::Oldest => {
                nodes.truncate(1);
                nodes
            }
            Self::Newest => nodes.split_off(nodes.len() - 1),
        }
    }
}

impl Suite {
    pub(crate) fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }

    pub(crate) fn is_wasm(self) -> bool {
        matches!(
            self,
            Self::Types
                | Self::Wasm
                | Self::Node
                | Self::Growth
                | Self::Hostile
                | Self::Dependencies
                | Self::Fuzz
                | Self::Peer
                | Self::Demo
                | Self::Page
                | Self::Worker
                | Self::Cloudflare
                | Self::Bundlers
        )
    }

    pub(crate) fn is_in_first_tier(self) -> bool {
        !matches!(
            self,
            Self::Refused
                | Self::Publish
                | Self::Hosts
                | Self::Hostile
                | Self::Dependencies
                | Self::Fuzz
                | Self::Peer
                | Self::Cloudflare
                | Self::Bundlers
        )
    }

    /// A row for each thing that can make a difference, not for each combination of them.
    pub(crate) fn on(self, flags: Flags) -> Option<On> {
        let is_fat = flags.lto == Lto::Fat;
        match (self, flags.mode) {
            // Only the glue is another, which LTO does not see.
            (Self::Node, Mode::AbortHandler) => (!is_fat).then_some(On::Newest),
            (_, Mode::AbortHandler) => None,
            // LLVM infers more about what unwinds under fat LTO, whichever Node runs it: of that, Node's suite has most.
            // Where panics abort, nothing unwinds.
            (Self::Node, Mode::Abort) | (Self::Wasm, _) if is_fat => None,
            (Self::Node, _) if is_fat => Some(On::Oldest),
            // The older Node has the build with LTO.
            (Self::Node, Mode::UnwindLegacy) => Some(On::Newest),
            (Self::Node, _) => Some(On::Each),
            // What is left behind, and what JavaScript hands over, are the same for LTO and older Nodes.
            (Self::Growth | Self::Hostile, _) => (!is_fat).then_some(On::Newest),
            // What Rust sees does not depend on Node.
            (Self::Wasm, _) => Some(On::Oldest),
            _ if is_fat => None,
            // The compiler is on trial, not Node.
            (Self::Fuzz, mode) => (!mode.aborts()).then_some(On::Newest),
            (Self::Demo, _) => Some(On::Oldest),
            // Both flavours of unwinding have the same declarations.
            (Self::Types, mode) => (mode != Mode::UnwindLegacy).then_some(On::Newest),
            // What is new there is the host, or what the macros take.
            (Self::Page | Self::Worker | Self::Peer | Self::Bundlers, mode) => {
                (mode == Mode::Unwind).then_some(On::Newest)
            }
            // Where panics abort, other requests notice.
            (Self::Cloudflare | Self::Dependencies, Mode::Unwind | Mode::Abort) => Some(On::Newest),
            _ => None,
        }
    }

    /// Once without optimisation, which all else has.
    pub(crate) fn runs_in_dev(self, flags: Flags) -> bool {
        self == Self::Wasm && flags == Mode::Unwind.without_lto()
    }
}
