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

#[export]
pub struct Unmarked {
    poison: Poison,
}

#[export]
pub struct UnmarkedAmongOthers(pub u32, unwind_export::Poison);

fn main() {}
