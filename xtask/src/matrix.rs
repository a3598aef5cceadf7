use anyhow::Result;
use clap::ValueEnum;

use crate::mode::{Flags, Lto, Mode};
use crate::node::{self, Node};

/// A part of the tests
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Suite {
    /// cargo fmt
    Fmt,
    /// clippy on the host, and on wasm if the wasm toolchain has it
    Clippy,
    /// builds that the runtime refuses
    Refused,
    /// the conformance suite on some of the hosts
    Hosts,
    /// rustdoc without warnings
    Docs,
    /// all host tests
    Host,
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
}

/// What to run; nothing given means everything.
#[derive(Clone, Default)]
pub(crate) struct Choice {
    pub(crate) suites: Vec<Suite>,
    pub(crate) mode: Option<Mode>,
    pub(crate) lto: Option<Lto>,
}

/// One row of the result.
#[derive(Clone, Debug)]
pub(crate) enum Job {
    Host(Suite),
    Wasm(Suite, Flags, Node),
}

pub(crate) fn jobs(choice: &Choice) -> Result<Vec<Job>> {
    let mut jobs: Vec<_> = choice.host_suites().into_iter().map(Job::Host).collect();
    for flags in choice.flags() {
        let suites = choice.wasm_suites(flags);
        if suites.is_empty() {
            continue;
        }
        let hosts = node::hosts(flags.mode)?;
        for suite in suites {
            // Declarations are checked by the newest Node only: they do not depend on it.
            let skip = if suite == Suite::Types {
                hosts.len() - 1
            } else {
                0
            };
            let hosts = hosts.iter().skip(skip).cloned();
            jobs.extend(hosts.map(|node| Job::Wasm(suite, flags, node)));
        }
    }
    Ok(jobs)
}

impl Choice {
    pub(crate) fn needs_packages(&self) -> bool {
        self.flags()
            .iter()
            .any(|&flags| !self.wasm_suites(flags).is_empty())
    }

    pub(crate) fn needs_compiler(&self) -> bool {
        let suites = [Suite::Clippy, Suite::Refused, Suite::Hosts];
        self.needs_packages()
            || suites
                .iter()
                .any(|suite| self.host_suites().contains(suite))
    }

    fn host_suites(&self) -> Vec<Suite> {
        let narrowed = self.suites.is_empty() && (self.mode.is_some() || self.lto.is_some());
        let wanted = |suite: &Suite| self.wants(*suite) && !suite.is_wasm() && !narrowed;
        Suite::value_variants()
            .iter()
            .copied()
            .filter(wanted)
            .collect()
    }

    fn wasm_suites(&self, flags: Flags) -> Vec<Suite> {
        let wanted = |suite: &Suite| {
            let named = self.lto.is_some() && self.suites.contains(suite);
            self.wants(*suite)
                && suite.runs_in(flags.mode)
                && (named || suite.differs_with(flags.lto))
        };
        Suite::value_variants()
            .iter()
            .copied()
            .filter(|suite| suite.is_wasm())
            .filter(wanted)
            .collect()
    }

    fn wants(&self, suite: Suite) -> bool {
        self.suites.is_empty() || self.suites.contains(&suite)
    }

    /// Everything without LTO first, so that a mistake shows early.
    fn flags(&self) -> Vec<Flags> {
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

    fn runs_in(self, mode: Mode) -> bool {
        match self {
            // What is new there is the host.
            Self::Page | Self::Worker => mode == Mode::Unwind,
            // Only the glue is another.
            _ => mode != Mode::AbortHandler || self == Self::Node,
        }
    }

    /// LLVM infers more about what unwinds under fat LTO, so some run with it too.
    fn differs_with(self, lto: Lto) -> bool {
        lto == Lto::Off || matches!(self, Self::Wasm | Self::Node)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_by_default() {
        let choice = Choice::default();
        assert_eq!(choice.host_suites().len(), 6);
        assert_eq!(choice.flags().len(), 8);
        let suites = |mode, lto| choice.wasm_suites(Flags { mode, lto });
        assert_eq!(suites(Mode::Abort, Lto::Off).len(), 4);
        assert_eq!(suites(Mode::Abort, Lto::Fat), [Suite::Wasm, Suite::Node]);
        assert_eq!(suites(Mode::AbortHandler, Lto::Off), [Suite::Node]);
        assert_eq!(suites(Mode::Unwind, Lto::Off).len(), 6);
    }

    #[test]
    fn a_mode_alone_runs_no_host_suite() {
        let choice = Choice {
            mode: Some(Mode::UnwindLegacy),
            ..Choice::default()
        };
        assert!(choice.host_suites().is_empty());
        assert_eq!(choice.flags().len(), 2);
    }

    #[test]
    fn a_named_suite_runs_with_the_named_lto() {
        let choice = Choice {
            suites: vec![Suite::Demo],
            lto: Some(Lto::Fat),
            mode: None,
        };
        assert_eq!(choice.wasm_suites(choice.flags()[0]), [Suite::Demo]);
    }

    #[test]
    fn host_suites_need_no_wasm_compiler() {
        let choice = Choice {
            suites: vec![Suite::Fmt, Suite::Host],
            ..Choice::default()
        };
        assert!(!choice.needs_compiler());
    }
}
