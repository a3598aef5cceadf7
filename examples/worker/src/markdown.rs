//! Markdown as HTML.

use pulldown_cmark::{Options, Parser, html::push_html};

pub(crate) fn html(markdown: &str) -> String {
    let mut html = String::new();
    push_html(&mut html, Parser::new_ext(markdown, Options::ENABLE_TABLES));
    html
}
