use unwind_export::import;

#[import]
fn log(text: &str) {}

#[import]
extern "system" {
    fn warn(text: &str);
}

fn main() {}
