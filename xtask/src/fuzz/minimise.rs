//! Makes a program smaller as long as it has its difference.

use std::ops::Range;

use anyhow::Result;

use super::flavour::Flavour;
use super::lab::Lab;
use super::outcome::Difference;
use super::program::Program;
use super::reduce::{self, Level};

/// How many are built at once.
const TOGETHER: usize = 12;

pub(crate) fn smallest(
    lab: &Lab<'_>,
    program: Program,
    difference: &Difference,
    flavour: Flavour,
) -> Result<Program> {
    let search = Search {
        lab,
        difference,
        flavour,
    };
    let program = search.pass(program, Level::Exports)?;
    search.pass(program, Level::Everything)
}

struct Search<'a> {
    lab: &'a Lab<'a>,
    difference: &'a Difference,
    flavour: Flavour,
}

impl Search<'_> {
    /// Leaves out runs of parts, long ones first.
    fn pass(&self, mut program: Program, level: Level) -> Result<Program> {
        let mut length = reduce::parts(&program.file, level).div_ceil(2);
        while length > 0 {
            let mut start = 0;
            let mut has_shrunk = false;
            while start < reduce::parts(&program.file, level) {
                let all = (0..TOGETHER).map(|n| start + n * length..start + (n + 1) * length);
                let all: Vec<_> = all
                    .take_while(|range| range.start < reduce::parts(&program.file, level))
                    .collect();
                start += all.len() * length;
                if let Some((smaller, cut)) = self.try_all(&program, level, &all)? {
                    program = smaller;
                    // What follows has moved up.
                    start -= cut;
                    has_shrunk = true;
                }
            }
            eprintln!("    {} lines", program.text().lines().count());
            if !has_shrunk || length > 1 {
                length /= 2;
            }
        }
        Ok(program)
    }

    /// Without as many of these as the difference bears: all that can go at once, or the first.
    fn try_all(
        &self,
        program: &Program,
        level: Level,
        ranges: &[Range<usize>],
    ) -> Result<Option<(Program, usize)>> {
        let smaller = |range: &Range<usize>| Program {
            file: reduce::without(&program.file, level, range.clone()),
            ..program.clone()
        };
        let candidates: Vec<_> = ranges.iter().map(smaller).collect();
        let good = self.differ(&candidates)?;
        let good: Vec<_> = (0..ranges.len()).filter(|&index| good[index]).collect();
        let Some(&first) = good.first() else {
            return Ok(None);
        };
        // From the last to the first, so that the numbers stay right.
        let mut all = program.clone();
        for &index in good.iter().rev() {
            all.file = reduce::without(&all.file, level, ranges[index].clone());
        }
        let length = |indices: &[usize]| indices.iter().map(|&index| ranges[index].len()).sum();
        if good.len() > 1 && self.differ(std::slice::from_ref(&all))?[0] {
            return Ok(Some((all, length(&good))));
        }
        Ok(Some((candidates[first].clone(), length(&[first]))))
    }

    fn differ(&self, programs: &[Program]) -> Result<Vec<bool>> {
        let found = match self.difference {
            Difference::Invalid(_) => self.lab.validate(programs, self.flavour)?,
            _ => self.lab.compare(programs, self.flavour)?,
        };
        let is_same =
            |found: Option<Difference>| found.is_some_and(|found| found.is_like(self.difference));
        Ok(found.into_iter().map(is_same).collect())
    }
}
