use anyhow::Result;

use super::Range;
use super::flavour::Flavour;
use super::lab::Lab;
use super::minimise;
use super::outcome::Difference;
use super::program::Program;

/// What plain wasm-bindgen does with a program that differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Control {
    /// The fault is the compiler's, or wasm-bindgen's.
    Same,
    /// The fault is ours, or one that we provoke.
    Otherwise,
}

/// Prints a difference, with the smallest program that has it, and what the control does.
pub(super) fn print(
    lab: &Lab<'_>,
    range: &Range,
    program: &Program,
    difference: &Difference,
) -> Result<Control> {
    println!("\n{}: {difference}", program.name);
    if matches!(difference, Difference::Build(_)) {
        return Ok(Control::Otherwise);
    }
    let mut program = program.at(difference);
    if range.minimise {
        program = minimise::smallest(lab, program, difference, range.flavour)?;
        let text = match difference {
            Difference::Invalid(_) => range.flavour.bare_text(&program),
            _ => range.flavour.text(&program),
        };
        println!("\n{text}");
    }
    if let [call] = &*program.calls {
        println!("  {call:?}");
    }
    if range.flavour == Flavour::Plain {
        return Ok(Control::Same);
    }
    let program = program.for_plain();
    let programs = std::slice::from_ref(&program);
    // Where panics abort, the control ends with the first: only its code can be compared.
    let control = if lab.build.mode.aborts() || matches!(difference, Difference::Invalid(_)) {
        lab.validate(programs, Flavour::Plain)?
    } else {
        lab.compare(programs, Flavour::Plain)?
    };
    Ok(match &control[0] {
        Some(plain) if plain.is_like(difference) => {
            println!("  plain too: {plain}");
            Control::Same
        }
        other => {
            let text = other
                .as_ref()
                .map_or("no difference".to_owned(), ToString::to_string);
            println!("  plain wasm-bindgen: {text}");
            Control::Otherwise
        }
    })
}
