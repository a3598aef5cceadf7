use unwind_export::export;

#[export]
pub const fn add(a: i32, b: i32) -> i32 {
    a + b
}

fn main() {}
