use unwind_export::export;

pub struct Counter;

impl Counter {
    #[export]
    pub fn count(&self) -> u32 {
        1
    }
}

fn main() {}
