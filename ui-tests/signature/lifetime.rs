use unwind_export::export;

#[export]
pub fn length<'a>(text: &'a str) -> usize {
    text.len()
}

fn main() {}
