use unwind_export::export;

fn takes_nothing() -> u32 {
    1
}

#[export(map_panic = takes_nothing)]
pub fn wrong_type() {}

#[export(map_panic)]
pub fn no_function() {}

#[export(map_panic = takes_nothing, on_panic = abort)]
pub fn never_called() {}

fn main() {}
