//! CSV. Its cells become the text of a Markdown table, which escapes them.

use std::iter;

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

    let cells = |row: &StringRecord| {
        let columns = 0..header.len();
        columns.map(|at| text(row, at).to_owned()).collect()
    };

    let alignments = sums.iter().copied().map(alignment).collect();
    let mut events = vec![Event::Start(Tag::Table(alignments))];
    events.extend(line(Tag::TableHead, cells(&header)));
    events.extend(rows.iter().flat_map(|row| line(Tag::TableRow, cells(row))));
    let totals = sums.into_iter().enumerate().map(total);
    events.extend(line(Tag::TableRow, totals.collect()));
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

fn alignment(sum: Option<f64>) -> Alignment {
    match sum {
        Some(_) => Alignment::Right,
        None => Alignment::None,
    }
}

fn total((column, sum): (usize, Option<f64>)) -> String {
    match sum {
        Some(sum) => ((sum * 100.0).round() / 100.0).to_string(),
        None if column == 0 => "Sum".to_owned(),
        None => String::new(),
    }
}

fn line(tag: Tag<'static>, cells: Vec<String>) -> Vec<Event<'static>> {
    let end = Event::End(tag.to_end());
    let cells = cells.into_iter().flat_map(cell);
    iter::once(Event::Start(tag))
        .chain(cells)
        .chain([end])
        .collect()
}

fn cell(text: String) -> [Event<'static>; 3] {
    let content = Event::Text(text.into());
    [
        Event::Start(Tag::TableCell),
        content,
        Event::End(TagEnd::TableCell),
    ]
}
