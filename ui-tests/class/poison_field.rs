use unwind_export::{Poison, export};

#[export]
pub struct Twice {
    #[export(poison)]
    first: Poison,
    #[export(poison)]
    second: Poison,
}

#[export]
pub struct WrongType {
    #[export(poison)]
    poison: bool,
}

#[export]
pub struct Unnamed(#[export(poison)] Poison);

fn main() {}
