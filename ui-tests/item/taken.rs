use unwind_export::export;

#[export(js_name = onPanic)]
pub fn on_panic() {}

#[export]
pub fn revived() {}

#[export(js_name = MyPanic)]
pub struct PanicError;

#[export]
pub enum PoisonedError {
    Once,
}

fn main() {}
