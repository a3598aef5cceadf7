use unwind_export::export;

#[export(start)]
pub fn main_with_arguments(value: u32) {}

fn main() {}
