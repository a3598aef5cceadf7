use unwind_export::export;

#[export]
pub enum Shape {
    Point,
    Circle { radius: f64 },
}

// These are as right as they look.
#[export]
pub fn flipped(shape: Shape, other: &Shape, all: Vec<Shape>) -> Option<Shape> {
    let _ = (other, all);
    Some(shape)
}

fn main() {}
