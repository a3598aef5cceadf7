use unwind_export::export;

pub struct Handle;

#[export]
impl Handle {
    pub fn read(&self) -> u32 {
        1
    }

    pub fn change(&mut self) {}

    pub fn read_again(&self) {}
}

fn main() {}
