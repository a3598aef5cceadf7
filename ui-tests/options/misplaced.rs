use unwind_export::export;

#[export(poison)]
pub fn poisoned() {}

#[export(allow_poisoned, skip)]
pub fn allowed() {}

fn main() {}
