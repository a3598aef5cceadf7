use unwind_export::export;

#[export(on_panics = throw)]
pub fn misspelt() {}

fn main() {}
