//! The class that the fixture has too.

use wasm_bindgen::prelude::*;

include!("../../wide.rs");

wide!(wasm_bindgen);
