//! What a page shows beside its editor: Markdown or CSV as HTML.
//!
//! It was written in a hurry, and trusts that headings skip no level and that numbers are
//! numbers. `index.html` goes on where they do not.

mod nesting;
mod prose;
mod table;
#[cfg(test)]
mod tests;

use unwind_export::{export, recovery};

#[export(start)]
fn main() {
    recovery::enable(recovery::Policy::default());
}

/// Markdown as HTML, its sections numbered. HTML in it is shown as text.
///
/// # Panics
///
/// If a heading skips a level.
#[export]
#[must_use]
pub fn from_markdown(text: &str) -> String {
    prose::html(text)
}

/// CSV as an HTML table, with the sums of the columns that hold numbers.
///
/// # Panics
///
/// If such a column holds something else as well.
#[export]
#[must_use]
pub fn from_csv(text: &str) -> String {
    table::html(text)
}

/// How deep a text's parentheses are nested. It fills the stack if that is very deep.
///
/// ```
/// assert_eq!(browser::nesting("(a (b)) (c)"), 2);
/// ```
#[export]
#[must_use]
pub fn nesting(text: &str) -> u32 {
    nesting::depth(&mut text.chars())
}
