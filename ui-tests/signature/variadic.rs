use unwind_export::export;

#[export]
pub unsafe extern "C" fn print(format: u32, mut args: ...) {}

fn main() {}
