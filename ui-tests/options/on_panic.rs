use unwind_export::export;

#[export(on_panic = ignore)]
pub fn wrong_policy() {}

#[export(on_panic)]
pub fn no_policy() {}

#[export(on_panic = "abort")]
pub fn quoted_policy() {}

fn main() {}
