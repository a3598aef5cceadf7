use unwind_export::export;

#[export]
pub fn largest<T: Ord, const N: usize>(values: Vec<T>) -> u32 {
    N as u32
}

fn main() {}
