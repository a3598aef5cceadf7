//! A small library for JavaScript: it sums up a file of weather data and renders Markdown.
//!
//! It was written in a hurry, and trusts its input. Damaged input panics, in a different
//! place for each kind of damage: `demo.mjs` shows what JavaScript makes of that.

mod day;
mod report;
mod summary;
#[cfg(test)]
mod tests;

use js_sys::Promise;
use unwind_export::{export, recovery};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// These are pure functions: where panics abort, the instance can be used after one.
#[export(start)]
fn main() {
    let mut policy = recovery::Policy::default();
    policy.keep_after_panic = true;
    recovery::enable(policy);
}

/// Sums up a weather file, by city and kind of weather, as a Markdown table.
///
/// The file is CSV with the columns `location`, `date`, `precipitation`, `temp_max` and
/// `weather`.
///
/// # Panics
///
/// If the file is damaged.
#[export]
#[must_use]
pub fn summarize(csv: &str) -> String {
    report::markdown(&summary::of(&day::read(csv)))
}

/// Like [`summarize`], of a file that is still on its way.
///
/// # Errors
///
/// What the promise rejects with.
///
/// # Panics
///
/// If the promise gives no string, or the file is damaged.
#[export]
pub async fn summarize_later(csv: Promise) -> Result<String, JsValue> {
    let csv = JsFuture::from(csv).await?.as_string().unwrap();
    Ok(summarize(&csv))
}

/// Renders Markdown as HTML.
///
/// ```
/// assert_eq!(quickstart::render("a *b*"), "<p>a <em>b</em></p>\n");
/// ```
#[export]
#[must_use]
pub fn render(markdown: &str) -> String {
    report::html(markdown)
}
