use unwind_export::{export, import};

#[export(jspi)]
pub fn parked() {}

#[import]
extern "C" {
    #[import(suspending)]
    fn wait() -> f64;
}

fn main() {}
