use unwind_export::export;

#[export]
mod functions {}

#[export]
pub struct Point {
    pub x: i32,
}

#[export]
pub static NAME: &str = "name";

fn main() {
    // The items themselves are still there.
    let _ = (Point { x: 1 }.x, NAME);
}
