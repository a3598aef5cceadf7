//! Enums of numbers, of strings, and of either.

use wasm_bindgen::prelude::*;

/// How loud.
#[wasm_bindgen]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Hardly.
    Low,
    High = 7,
}

#[wasm_bindgen]
pub fn higher(level: Level) -> Level {
    match level {
        Level::Low | Level::High => Level::High,
    }
}

#[wasm_bindgen]
pub fn maybe_level(level: Option<Level>) -> Option<Level> {
    level
}

#[wasm_bindgen(js_name = "Sign")]
#[derive(Clone, Copy, Debug)]
pub enum RustSign {
    Minus = -1,
    Plus = 1,
}

#[wasm_bindgen]
pub fn flipped(sign: RustSign) -> RustSign {
    match sign {
        RustSign::Minus => RustSign::Plus,
        RustSign::Plus => RustSign::Minus,
    }
}

#[wasm_bindgen]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Colour {
    Red = "red",
    Green = "green",
}

#[wasm_bindgen]
pub fn other_colour(colour: Colour) -> Colour {
    match colour {
        Colour::Red => Colour::Green,
        other => {
            assert_eq!(other, Colour::Green);
            Colour::Red
        }
    }
}

#[wasm_bindgen]
pub fn maybe_colour(colour: Option<Colour>) -> Option<Colour> {
    colour
}

#[wasm_bindgen]
pub enum Width {
    Auto = "auto",
    Fixed(f64),
}

#[wasm_bindgen]
pub fn doubled_width(width: Width) -> Width {
    match width {
        Width::Fixed(width) => Width::Fixed(width * 2.0),
        other => other,
    }
}

#[wasm_bindgen]
pub fn all_higher(levels: Vec<Level>) -> Vec<Level> {
    levels.into_iter().map(higher).collect()
}
