use unwind_export::{export, import};
use wasm_bindgen::JsValue;
use wasm_bindgen::convert::TryFromJsValue;

/// Something whose damage would show.
#[export]
#[derive(Clone)]
pub struct Record {
    text: String,
    numbers: Vec<u32>,
}

#[export]
impl Record {
    #[export(constructor)]
    pub fn new(number: u32) -> Self {
        Self {
            text: format!("record {number}"),
            numbers: (0..16).map(|offset| number + offset).collect(),
        }
    }

    pub fn is_intact(&self, number: u32) -> bool {
        let numbers = (0..16).map(|offset| number + offset);
        self.text == format!("record {number}") && self.numbers.iter().copied().eq(numbers)
    }

    pub fn push(&mut self, number: u32) {
        self.numbers.push(number);
    }
}

#[export]
pub fn is_same(left: &Record, right: &Record) -> bool {
    left.text == right.text
}

#[import(js_namespace = globalThis)]
extern "C" {
    #[import(js_name = givesRecords)]
    fn gives_records() -> Vec<Record>;
}

/// Whether each is intact, by the number of its place.
fn are_intact(records: &[Record]) -> bool {
    records
        .iter()
        .zip(0..)
        .all(|(record, number)| record.is_intact(number))
}

#[export]
pub fn all_intact(records: Vec<Record>) -> bool {
    are_intact(&records)
}

#[export]
pub fn some_intact(records: Option<Vec<Record>>) -> bool {
    records.is_some_and(|records| are_intact(&records))
}

#[export]
pub fn given_intact() -> bool {
    are_intact(&gives_records())
}

#[export]
pub fn taken_intact(value: JsValue, number: u32) -> Option<bool> {
    Record::try_from_js_value(value)
        .ok()
        .map(|record| record.is_intact(number))
}

#[export]
pub fn intact_for_callback() -> impl FnMut(Vec<Record>) -> bool {
    |records| are_intact(&records)
}

/// Records in a field.
#[export]
#[derive(Default)]
pub struct Shelf {
    pub records: Vec<Record>,
}

#[export]
impl Shelf {
    #[export(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    pub fn is_intact(&self) -> bool {
        are_intact(&self.records)
    }
}
