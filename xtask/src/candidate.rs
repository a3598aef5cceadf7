//! Which of the compilers that were found is used.

use crate::probe::{self, Kept, Outcome};
use crate::toolchain::{Source, Toolchain};

pub(crate) struct Candidate {
    pub(crate) toolchain: Toolchain,
    pub(crate) outcome: Outcome,
}

/// What to do next. The number is that of a candidate.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Use(usize),
    Probe(usize),
    Install,
    Nothing,
}

/// In the order of preference.
pub(crate) fn candidates(toolchains: Vec<Toolchain>, kept: &Kept) -> Vec<Candidate> {
    let candidates = toolchains.into_iter().map(|toolchain| Candidate {
        outcome: probe::known(&toolchain, kept),
        toolchain,
    });
    let mut candidates: Vec<_> = candidates.collect();
    candidates.sort_by(|a, b| {
        let (a, b) = (&a.toolchain, &b.toolchain);
        a.source.cmp(&b.source).then(b.age().cmp(&a.age()))
    });
    candidates
}

pub(crate) fn next(candidates: &[Candidate], may_install: bool) -> Step {
    let first = |wanted: &[Outcome]| {
        let mut candidates = candidates.iter();
        candidates.position(|candidate| wanted.contains(&candidate.outcome))
    };
    if let Some(index) = first(&[Outcome::Right, Outcome::Unknown]) {
        return match candidates[index].outcome {
            Outcome::Unknown => Step::Probe(index),
            _ => Step::Use(index),
        };
    }
    // What kept the probe from telling would keep it from telling of another.
    if let Some(untold) = first(&[Outcome::Untold]) {
        return Step::Use(untold);
    }
    let is_requested = |candidate: &Candidate| candidate.toolchain.source == Source::Requested;
    if may_install && !candidates.iter().any(is_requested) {
        return Step::Install;
    }
    first(&[Outcome::Wrong]).map_or(Step::Nothing, Step::Use)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "rustc 1.97.0-nightly (e50aa6fba 2026-05-19)\nLLVM version: 22.1.4";
    const NEW: &str = "rustc 1.101.0-nightly (92b5b8c87 2026-10-29)\nLLVM version: 23.1.4";
    const NEWEST: &str = "rustc 1.101.0-nightly (0a1b2c3d4 2026-10-30)\nLLVM version: 23.1.4";
    const DEBIAN: &str = "rustc 1.96.0 (ac68faa20 2026-05-25)\nLLVM version: 22.1.2";

    fn nightly(about: &str) -> Toolchain {
        Toolchain::described(Source::Nightly, "rustup nightly".to_owned(), about)
    }

    fn distribution(about: &str) -> Toolchain {
        Toolchain::described(Source::Distribution, "Debian".to_owned(), about)
    }

    fn found(toolchains: Vec<Toolchain>) -> Vec<Candidate> {
        candidates(toolchains, &Kept::new())
    }

    #[test]
    fn a_machine_without_library_sources_gets_a_compiler_that_is_then_probed() {
        assert_eq!(next(&found(vec![]), true), Step::Install);
        let mut installed = found(vec![nightly(NEW)]);
        assert_eq!(next(&installed, false), Step::Probe(0));
        installed[0].outcome = Outcome::Right;
        assert_eq!(next(&installed, false), Step::Use(0));
    }

    #[test]
    fn the_newest_nightly_comes_first_and_the_distribution_last() {
        let found = found(vec![
            distribution(DEBIAN),
            nightly(OLD),
            nightly(NEWEST),
            nightly(NEW),
        ]);
        let versions: Vec<_> = found
            .iter()
            .map(|found| found.toolchain.version.as_str())
            .collect();
        let expected = [NEWEST, NEW, OLD, DEBIAN].map(|about| about.lines().next().unwrap());
        assert_eq!(versions, expected);
    }

    #[test]
    fn an_older_one_that_drops_right_is_taken_before_one_is_installed() {
        let mut found = found(vec![nightly(NEWEST), nightly(NEW)]);
        assert_eq!(next(&found, true), Step::Probe(0));
        found[0].outcome = Outcome::Wrong;
        assert_eq!(next(&found, true), Step::Probe(1));
        found[1].outcome = Outcome::Right;
        assert_eq!(next(&found, true), Step::Use(1));
    }

    #[test]
    fn one_that_is_known_to_drop_wrong_is_neither_probed_nor_used_if_another_can_be_had() {
        let both = || found(vec![nightly(OLD), distribution(DEBIAN)]);
        assert_eq!(next(&both(), true), Step::Install);
        assert_eq!(next(&both(), false), Step::Use(0));
        assert_eq!(next(&found(vec![]), false), Step::Nothing);
    }

    #[test]
    fn an_earlier_run_has_told() {
        let kept = Kept::from([
            (nightly(NEW).identity(), "123".to_owned()),
            (nightly(NEWEST).identity(), "100".to_owned()),
        ]);
        let found = candidates(vec![nightly(NEW), nightly(NEWEST)], &kept);
        assert_eq!(next(&found, true), Step::Use(1));
    }

    #[test]
    fn a_requested_one_is_used_whatever_it_drops() {
        let requested = Toolchain::described(Source::Requested, "UNWIND".to_owned(), OLD);
        assert_eq!(next(&found(vec![requested]), true), Step::Use(0));
    }

    #[test]
    fn what_could_not_be_probed_is_used() {
        let mut found = found(vec![nightly(NEW), nightly(OLD)]);
        found[0].outcome = Outcome::Untold;
        assert_eq!(next(&found, true), Step::Use(0));
    }
}
