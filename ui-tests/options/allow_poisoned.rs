use unwind_export::{Poison, export};

#[export]
pub struct Session {
    #[export(poison)]
    poison: Poison,
}

#[export]
impl Session {
    #[export(allow_poisoned)]
    pub fn open() -> u32 {
        1
    }

    #[export(allow_poisoned)]
    pub fn reset(&self) {
        self.poison.clear();
    }
}

#[export]
pub struct Counter(u32);

#[export]
impl Counter {
    #[export(allow_poisoned)]
    pub fn count(&self) -> u32 {
        self.0
    }
}

fn main() {}
