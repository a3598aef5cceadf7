//! One day's weather, as a line of the file has it.
//!
//! Here and in the other modules, what can panic is not inlined, and so has a frame of its
//! own in the stack.

use csv::{ReaderBuilder, StringRecord};

const WEATHERS: [&str; 5] = ["drizzle", "fog", "rain", "snow", "sun"];

pub(crate) struct Day {
    pub(crate) city: String,
    /// From 1.
    pub(crate) month: usize,
    pub(crate) rain: f64,
    pub(crate) high: f64,
    pub(crate) weather: &'static str,
}

pub(crate) fn read(csv: &str) -> Vec<Day> {
    let mut reader = ReaderBuilder::new()
        .flexible(true)
        .from_reader(csv.as_bytes());
    let columns = Columns::find(reader.headers().unwrap());
    reader
        .records()
        .map(|line| columns.day(&line.unwrap()))
        .collect()
}

/// Where the columns are, in the order of [`Columns::NAMES`].
struct Columns([usize; 5]);

impl Columns {
    const NAMES: [&str; 5] = ["location", "date", "precipitation", "temp_max", "weather"];

    fn find(header: &StringRecord) -> Self {
        Self(Self::NAMES.map(|name| position(header, name)))
    }

    #[inline(never)]
    fn day(&self, line: &StringRecord) -> Day {
        let [city, date, rain, high, weather] = self.0.map(|column| &line[column]);
        Day {
            city: city.to_owned(),
            month: month(date),
            rain: number(rain),
            high: number(high),
            weather: known(weather),
        }
    }
}

#[inline(never)]
fn position(header: &StringRecord, name: &str) -> usize {
    header.iter().position(|column| column == name).unwrap()
}

#[inline(never)]
fn month(date: &str) -> usize {
    date[5..7].parse().expect("no month")
}

#[inline(never)]
fn number(field: &str) -> f64 {
    field.parse().unwrap()
}

#[inline(never)]
fn known(weather: &str) -> &'static str {
    match WEATHERS.into_iter().find(|known| *known == weather) {
        Some(known) => known,
        None => panic!("nobody has seen the weather {weather:?}"),
    }
}
