//! CSV. Its cells become the text of a Markdown table, which escapes them.

use csv::{ReaderBuilder, StringRecord, Trim};
use pulldown_cmark::{Alignment, Event, Tag, TagEnd, html::push_html};

pub(crate) fn html(csv: &str) -> String {
    let mut reader = ReaderBuilder::new()
        .flexible(true)
        .trim(Trim::All)
        .from_reader(csv.as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    let sums: Vec<_> = (0..header.len()).map(|at| sum(&rows, at)).collect();

    let mut events = vec![Event::Start(Tag::Table(
        sums.iter().map(alignment).collect(),
    ))];
    let mut push = |tag: Tag<'static>, cells: Vec<String>| {
        let end = tag.to_end();
        events.push(Event::Start(tag));
        events.extend(cells.into_iter().flat_map(cell));
        events.push(Event::End(end));
    };
    let texts = |row: &StringRecord| {
        (0..header.len())
            .map(|at| text(row, at).to_owned())
            .collect()
    };
    push(Tag::TableHead, texts(&header));
    for row in &rows {
        push(Tag::TableRow, texts(row));
    }
    push(Tag::TableRow, sums.iter().enumerate().map(total).collect());
    events.push(Event::End(TagEnd::Table));

    let mut html = String::new();
    push_html(&mut html, events.into_iter());
    html
}

/// The sum of a column that begins with a number.
fn sum(rows: &[StringRecord], column: usize) -> Option<f64> {
    text(rows.first()?, column).parse::<f64>().ok()?;
    let cells = rows.iter().map(|row| text(row, column));
    Some(cells.filter(|cell| !cell.is_empty()).map(number).sum())
}

#[inline(never)]
fn number(cell: &str) -> f64 {
    cell.parse().unwrap()
}

/// A row may be shorter than the header.
fn text(row: &StringRecord, column: usize) -> &str {
    row.get(column).unwrap_or_default()
}

fn alignment(sum: &Option<f64>) -> Alignment {
    match sum {
        Some(_) => Alignment::Right,
        None => Alignment::None,
    }
}

fn total((column, sum): (usize, &Option<f64>)) -> String {
    match sum {
        Some(sum) => ((sum * 100.0).round() / 100.0).to_string(),
        None if column == 0 => "Sum".to_owned(),
        None => String::new(),
    }
}

fn cell(text: String) -> [Event<'static>; 3] {
    let content = Event::Text(text.into());
    [
        Event::Start(Tag::TableCell),
        content,
        Event::End(TagEnd::TableCell),
    ]
}
