//! Rust programs of a seed: the same text for the same seed.

mod body;
mod calls;
mod chains;
mod class;
mod control;
mod exits;
mod export;
mod lists;
mod objects;
mod returned;
mod scope;
mod values;

use std::fmt::Write as _;

use anyhow::{Context, Result};
use fastrand::Rng;

use super::program::{Call, Program};
use super::signature;

/// Fuses of the calls of each export: without one, and some that burn down early or late.
const FUSES: [u32; 7] = [0, 1, 2, 3, 5, 8, 13];
const INLINE: [&str; 3] = ["", "#[inline(never)]", "#[inline(always)]"];
const MOST_PARAMETERS: usize = 5;

/// A program with so many exports, beside constructors.
pub(crate) fn program(seed: u64, exports: u32) -> Result<Program> {
    let mut dice = Rng::with_seed(seed);
    let classes = class::classes(&mut dice);
    let mut methods = vec![String::new(); classes.len()];
    let mut functions = String::new();
    for n in 0..calls::HELPERS {
        functions += &export::helper(n, &classes, &mut dice);
    }
    for n in 0..exports {
        let of = dice.usize(..=classes.len());
        let class = (of < classes.len()).then_some(of);
        let text = export::text(n, class, &classes, &mut dice);
        *methods.get_mut(of).unwrap_or(&mut functions) += &text;
    }

    let mut text = String::new();
    for (class, methods) in classes.iter().zip(&methods) {
        writeln!(text, "{}", class.text(methods))?;
    }
    text += &functions;
    let file = syn::parse_file(&text).with_context(|| format!("seed {seed} gave:\n{text}"))?;
    let inline = INLINE[dice.usize(..INLINE.len())];
    let calls = calls(&file, &mut dice);
    Ok(Program::new(format!("seed {seed}"), file, inline, calls))
}

fn calls(file: &syn::File, dice: &mut Rng) -> Vec<Call> {
    let exports = signature::exports(file);
    let of_each = exports.iter().map(|export| {
        FUSES.map(|fuse| Call {
            export: export.path(),
            numbers: (0..MOST_PARAMETERS).map(|_| dice.u32(..12)).collect(),
            fuse,
        })
    });
    of_each.collect::<Vec<_>>().concat()
}

#[cfg(test)]
mod tests {
    use super::program;

    #[test]
    fn the_same_seed_gives_the_same_program() {
        let text = |seed| program(seed, 20).unwrap().text();
        assert_eq!(text(7), text(7));
        assert_ne!(text(7), text(8));
    }

    #[test]
    fn every_program_parses_and_calls_all_that_it_exports() {
        for seed in 0..50 {
            let program = program(seed, 20).unwrap();
            let called = program.calls.iter().map(|call| &call.export);
            let called = called.collect::<std::collections::BTreeSet<_>>();
            assert!(called.len() >= 22, "seed {seed} has {}", called.len());
        }
    }

    /// The shape that LLVM is known to write invalid code for, which every change here has to keep.
    #[test]
    fn methods_that_extend_by_clones_of_another_object_are_among_them() {
        let texts = (0..50).map(|seed| program(seed, 20).unwrap().text());
        let known = |text: &String| {
            let text: String = text.split_whitespace().collect();
            ["words", "notes"]
                .iter()
                .any(|field| text.contains(&format!(".extend(other.{field}.iter().cloned())")))
        };
        assert!(texts.filter(known).count() > 5);
    }
}
