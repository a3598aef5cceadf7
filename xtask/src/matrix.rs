use std::path::PathBuf;

use anyhow::Result;
use clap::ValueEnum;

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
    /// the quickstart example
    Demo,
    /// the browser example, in Chromium or in what `BROWSERS` lists
    Page,
    /// node:test suites of the worker example, on workerd
    Worker,
    /// the conformance suite on some of the hosts
    Hosts,
}

/// What to run. Nothing given means what a developer runs before a change is shown to others.
#[derive(Clone, Default)]
pub(crate) struct Choice {
    pub(crate) suites: Vec<Suite>,
    pub(crate) mode: Option<Mode>,
    pub(crate) lto: Option<Lto>,
    pub(crate) all: bool,
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
enum On {
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

    /// The target folder that cargo locks meanwhile.
    pub(crate) fn folder(&self) -> Option<PathBuf> {
        match self {
            // Hosts mostly waits for engines.
            Self::Host(Suite::Fmt | Suite::Circles | Suite::Hosts) => None,
            Self::Host(Suite::Refused) => Some(workspace::wasm_dir().join("refused")),
            Self::Host(_) => Some(workspace::root().join("target")),
            Self::Clippy(mode) => Some(mode.without_lto().target_dir()),
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

impl Choice {
    pub(crate) fn needs_packages(&self) -> bool {
        let mut flags = self.flags().into_iter();
        self.host_suites().contains(&Suite::Hosts)
            || flags.any(|flags| !self.wasm_suites(flags).is_empty())
    }

    pub(crate) fn needs_compiler(&self) -> bool {
        self.needs_packages()
            || !self.clippy_modes().is_empty()
            || self.host_suites().contains(&Suite::Refused)
    }

    /// What a newcomer runs, and a developer all the time: it ends within minutes.
    fn is_first_tier(&self) -> bool {
        !self.all && self.suites.is_empty() && self.mode.is_none() && self.lto.is_none()
    }

    fn host_suites(&self) -> Vec<Suite> {
        let narrowed = self.suites.is_empty() && (self.mode.is_some() || self.lto.is_some());
        let suites = Suite::value_variants().iter().copied();
        suites
            .filter(|suite| !suite.is_wasm() && !narrowed && self.wants(*suite))
            .filter(|suite| suite.is_in_first_tier() || !self.is_first_tier())
            .collect()
    }

    fn clippy_modes(&self) -> Vec<Mode> {
        let modes: &[Mode] = match (
            self.host_suites().contains(&Suite::Clippy),
            self.is_first_tier(),
        ) {
            (false, _) => &[],
            (true, true) => &[Mode::Unwind],
            (true, false) => &[Mode::Unwind, Mode::Abort],
        };
        modes.to_vec()
    }

    fn wasm_suites(&self, flags: Flags) -> Vec<(Suite, Profile, On)> {
        let suites = Suite::value_variants().iter().copied();
        let suites = suites.filter(|&suite| suite.is_wasm() && self.wants(suite));
        let rows = suites.flat_map(|suite| {
            let named = self.lto.is_some() && self.suites.contains(&suite);
            let without = flags.mode.without_lto();
            let on = suite
                .on(flags)
                .or_else(|| suite.on(without).filter(|_| named));
            let release = on.map(|on| (suite, Profile::Release, on));
            let dev = suite.runs_in_dev(flags) && !self.is_first_tier();
            let dev = dev.then_some((suite, Profile::Dev, On::Newest));
            release.into_iter().chain(dev)
        });
        rows.collect()
    }

    fn wants(&self, suite: Suite) -> bool {
        self.suites.is_empty() || self.suites.contains(&suite)
    }

    fn flags(&self) -> Vec<Flags> {
        if self.is_first_tier() {
            return vec![Mode::Unwind.without_lto()];
        }
        let ltos = [Lto::Off, Lto::Fat].into_iter();
        let ltos = ltos.filter(|&lto| self.lto.is_none_or(|only| only == lto));
        let modes = Mode::value_variants();
        ltos.flat_map(|lto| modes.iter().map(move |&mode| Flags { mode, lto }))
            .filter(|flags| self.mode.is_none_or(|only| only == flags.mode))
            .collect()
    }
}

impl Suite {
    pub(crate) fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }

    fn is_wasm(self) -> bool {
        matches!(
            self,
            Self::Types | Self::Wasm | Self::Node | Self::Demo | Self::Page | Self::Worker
        )
    }

    fn is_in_first_tier(self) -> bool {
        !matches!(self, Self::Refused | Self::Publish | Self::Hosts)
    }

    /// A row for each thing that can make a difference, not for each combination of them.
    fn on(self, flags: Flags) -> Option<On> {
        let is_fat = flags.lto == Lto::Fat;
        match (self, flags.mode) {
            // Only the glue is another, which LTO does not see.
            (Self::Node, Mode::AbortHandler) => (!is_fat).then_some(On::Newest),
            (_, Mode::AbortHandler) => None,
            // LLVM infers more about what unwinds under fat LTO, whichever Node runs it.
            (Self::Node, _) => Some(if is_fat { On::Oldest } else { On::Each }),
            // What Rust sees does not depend on Node. Where panics abort, nothing unwinds.
            (Self::Wasm, mode) => (!is_fat || mode != Mode::Abort).then_some(On::Oldest),
            _ if is_fat => None,
            (Self::Demo, _) => Some(On::Oldest),
            // Both flavours of unwinding have the same declarations.
            (Self::Types, mode) => (mode != Mode::UnwindLegacy).then_some(On::Newest),
            // What is new there is the host.
            (Self::Page | Self::Worker, mode) => (mode == Mode::Unwind).then_some(On::Newest),
            _ => None,
        }
    }

    /// Once without optimisation, which all else has.
    fn runs_in_dev(self, flags: Flags) -> bool {
        self == Self::Wasm && flags == Mode::Unwind.without_lto()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(suites: &[Suite], mode: Option<Mode>, lto: Option<Lto>) -> Choice {
        let (suites, all) = (suites.to_owned(), false);
        Choice {
            suites,
            mode,
            lto,
            all,
        }
    }

    fn all() -> Choice {
        let none = choice(&[], None, None);
        Choice { all: true, ..none }
    }

    fn suites(choice: &Choice, mode: Mode, lto: Lto) -> Vec<Suite> {
        let rows = choice.wasm_suites(Flags { mode, lto });
        rows.into_iter().map(|(suite, ..)| suite).collect()
    }

    #[test]
    fn everything_if_asked() {
        let all = all();
        assert_eq!(all.host_suites().len(), 8);
        assert_eq!(all.flags().len(), 8);
        let suites = |mode, lto| suites(&all, mode, lto);
        let [wasm, node] = [Suite::Wasm, Suite::Node];
        assert_eq!(suites(Mode::Unwind, Lto::Off).len(), 7);
        assert_eq!(
            suites(Mode::UnwindLegacy, Lto::Off),
            [wasm, node, Suite::Demo]
        );
        assert_eq!(suites(Mode::Abort, Lto::Off).len(), 4);
        assert_eq!(suites(Mode::AbortHandler, Lto::Off), [node]);
        assert_eq!(suites(Mode::Unwind, Lto::Fat), [wasm, node]);
        assert_eq!(suites(Mode::UnwindLegacy, Lto::Fat), [wasm, node]);
        assert_eq!(suites(Mode::Abort, Lto::Fat), [node]);
        assert_eq!(suites(Mode::AbortHandler, Lto::Fat), []);
    }

    #[test]
    fn one_mode_without_lto_by_default() {
        let choice = Choice::default();
        assert_eq!(choice.flags(), [Mode::Unwind.without_lto()]);
        assert_eq!(choice.clippy_modes(), [Mode::Unwind]);
        use Suite::{Circles, Clippy, Docs, Fmt, Host};
        assert_eq!(choice.host_suites(), [Fmt, Circles, Clippy, Docs, Host]);
        assert_eq!(suites(&choice, Mode::Unwind, Lto::Off).len(), 6);
    }

    #[test]
    fn a_mode_alone_runs_no_host_suite() {
        let choice = choice(&[], Some(Mode::UnwindLegacy), None);
        assert!(choice.host_suites().is_empty());
        assert!(choice.clippy_modes().is_empty());
        assert_eq!(choice.flags().len(), 2);
    }

    #[test]
    fn a_named_suite_runs_with_the_named_lto() {
        let choice = choice(&[Suite::Demo], None, Some(Lto::Fat));
        assert_eq!(suites(&choice, Mode::Unwind, Lto::Fat), [Suite::Demo]);
    }

    #[test]
    fn host_suites_need_no_wasm_compiler() {
        assert!(!choice(&[Suite::Fmt, Suite::Host], None, None).needs_compiler());
        assert!(choice(&[Suite::Hosts], None, None).needs_packages());
    }
}
