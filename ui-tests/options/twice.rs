use unwind_export::export;

#[export(js_name = one, js_name = two)]
pub fn zero() {}

fn main() {}
