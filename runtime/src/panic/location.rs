use core::fmt;

use wasm_bindgen::JsValue;

use crate::{js, token};

/// Where a panic happened: the user's line also for `unwrap`, indexing and division.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    file: String,
    line: u32,
    column: u32,
}

impl Location {
    /// That of a `PanicError`, unless it is not known.
    pub(crate) fn of(error: &JsValue) -> Option<Self> {
        let origin = js::panic::origin_of(error, token::converted());
        let line = origin.line();
        (line > 0).then(|| Self {
            file: origin.file(),
            line,
            column: origin.column(),
        })
    }

    /// The source file's path as the compiler was given it.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line, counted from 1.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.line
    }

    /// The column, counted from 1.
    #[must_use]
    pub fn column(&self) -> u32 {
        self.column
    }
}

impl From<&core::panic::Location<'_>> for Location {
    fn from(location: &core::panic::Location<'_>) -> Self {
        Self {
            file: location.file().to_owned(),
            line: location.line(),
            column: location.column(),
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}
