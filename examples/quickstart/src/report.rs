//! Summaries as Markdown, and Markdown as HTML.

use std::fmt::Write;

use pulldown_cmark::{Options, Parser, html::push_html};

use crate::summary::Summary;

const HEADER: &str = "\
| City     | Weather | Days | Rain, mm | Mean high | Most in   |
|----------|---------|-----:|---------:|----------:|-----------|
";

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(crate) fn markdown(summary: &Summary) -> String {
    let Summary {
        days, wet_percent, ..
    } = summary;
    let mut text = format!("# {days} days, {wet_percent} % of them wet\n\n{HEADER}");
    for ((city, weather), group) in &summary.groups {
        let (days, rain, high) = (group.days, group.rain, group.mean_high());
        let peak = MONTHS[group.peak()];
        writeln!(
            text,
            "| {city:8} | {weather:7} | {days:4} | {rain:8.1} | {high:6.1} °C | {peak:9} |"
        )
        .unwrap();
    }
    text
}

pub(crate) fn html(markdown: &str) -> String {
    let mut html = String::new();
    push_html(&mut html, Parser::new_ext(markdown, Options::ENABLE_TABLES));
    html
}
