use unwind_export::export;

#[export(assert_unwind_safe(left, right))]
pub fn no_such_parameter(left: u32) {}

#[export(assert_unwind_safe = left)]
pub fn wrong_form(left: u32) {}

fn main() {}
