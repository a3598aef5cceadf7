use unwind_export::export;

/// Something whose damage would show.
#[export]
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
