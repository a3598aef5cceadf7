//! Markdown. In both formats, what can panic is not inlined, and so has a frame of its own.

use std::iter;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, html::push_html};

const LINKS: [&str; 4] = ["https://", "http://", "mailto:", "#"];

pub(crate) fn html(markdown: &str) -> String {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut sections = Sections::default();
    let events = Parser::new_ext(markdown, options).flat_map(|event| {
        let number = match &event {
            Event::Start(Tag::Heading { level, .. }) => sections.next(*level),
            _ => None,
        };
        iter::once(harmless(event)).chain(number.map(|number| Event::Text(number.into())))
    });
    let mut html = String::new();
    push_html(&mut html, events);
    html
}

/// A visitor's HTML becomes text, and a link to a script leads nowhere.
fn harmless(event: Event) -> Event {
    match event {
        Event::Html(html) | Event::InlineHtml(html) => Event::Text(html),
        Event::Start(mut tag) => {
            if let Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } = &mut tag
                && !is_safe(dest_url)
            {
                *dest_url = "#".into();
            }
            Event::Start(tag)
        }
        other => other,
    }
}

fn is_safe(url: &str) -> bool {
    LINKS.iter().any(|start| url.starts_with(start)) || !url.contains(':')
}

/// How many headings there have been, at each level below the title.
#[derive(Default)]
struct Sections(Vec<u32>);

impl Sections {
    fn next(&mut self, level: HeadingLevel) -> Option<String> {
        let depth = level as usize - 1;
        self.0.truncate(depth);
        if depth == 0 {
            return None;
        }
        if self.0.len() == depth - 1 {
            self.0.push(0);
        }
        self.count(depth);
        let numbers: Vec<_> = self.0.iter().map(u32::to_string).collect();
        Some(numbers.join(".") + " ")
    }

    #[inline(never)]
    fn count(&mut self, depth: usize) {
        self.0[depth - 1] += 1;
    }
}
