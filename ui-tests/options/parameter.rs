use unwind_export::export;

#[export]
pub fn no_parameters_option(#[export(getter)] value: u32) {}

#[export]
pub fn unknown_option(#[export(rename = "x")] value: u32) {}

fn main() {}
