use clap::ValueEnum;

use crate::matrix::{On, Suite};
use crate::mode::{Flags, Lto, Mode};
use crate::package::Profile;

/// What to run. Nothing given means what a developer runs before a change is shown to others.
#[derive(Clone, Default)]
pub(crate) struct Choice {
    pub(crate) suites: Vec<Suite>,
    pub(crate) mode: Option<Mode>,
    pub(crate) lto: Option<Lto>,
    pub(crate) all: bool,
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

    pub(crate) fn host_suites(&self) -> Vec<Suite> {
        let narrowed = self.suites.is_empty() && (self.mode.is_some() || self.lto.is_some());
        let suites = Suite::value_variants().iter().copied();
        suites
            .filter(|suite| !suite.is_wasm() && !narrowed && self.wants(*suite))
            .filter(|suite| suite.is_in_first_tier() || !self.is_first_tier())
            .collect()
    }

    pub(crate) fn clippy_modes(&self) -> Vec<Mode> {
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

    pub(crate) fn wasm_suites(&self, flags: Flags) -> Vec<(Suite, Profile, On)> {
        let suites = Suite::value_variants().iter().copied();
        let suites = suites
            .filter(|suite| suite.is_wasm() && self.wants(*suite))
            .filter(|suite| suite.is_in_first_tier() || !self.is_first_tier());
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

    pub(crate) fn flags(&self) -> Vec<Flags> {
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
        assert_eq!(suites(Mode::Unwind, Lto::Off).len(), 14);
        assert_eq!(
            suites(Mode::UnwindLegacy, Lto::Off),
            [
                wasm,
                node,
                Suite::Growth,
                Suite::Hostile,
                Suite::Fuzz,
                Suite::Demo
            ]
        );
        assert_eq!(suites(Mode::Abort, Lto::Off).len(), 8);
        assert_eq!(suites(Mode::AbortHandler, Lto::Off), [node]);
        assert_eq!(suites(Mode::Unwind, Lto::Fat), [node]);
        assert_eq!(suites(Mode::UnwindLegacy, Lto::Fat), [node]);
        assert_eq!(suites(Mode::Abort, Lto::Fat), []);
        assert_eq!(suites(Mode::AbortHandler, Lto::Fat), []);
    }

    #[test]
    fn one_mode_without_lto_by_default() {
        let choice = Choice::default();
        assert_eq!(choice.flags(), [Mode::Unwind.without_lto()]);
        assert_eq!(choice.clippy_modes(), [Mode::Unwind]);
        let names = choice.host_suites().into_iter().map(Suite::name);
        let names: Vec<_> = names.collect();
        assert_eq!(names, ["fmt", "circles", "clippy", "docs", "host"]);
        assert_eq!(suites(&choice, Mode::Unwind, Lto::Off).len(), 7);
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
