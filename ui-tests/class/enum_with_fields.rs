use unwind_export::export;

#[export]
pub enum Shape {
    Point,
    Circle { radius: f64 },
}

fn main() {}
