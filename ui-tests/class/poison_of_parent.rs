use unwind_export::{Poison, export};

#[export]
pub struct Animal {
    steps: u32,
}

#[export(extends = Animal)]
pub struct Dog {
    #[export(poison)]
    poison: Poison,
}

fn main() {}
