use unwind_export::export;

#[export]
pub fn name() -> &'static str {
    "name"
}

fn main() {}
