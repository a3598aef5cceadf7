use unwind_export::export;

pub struct NotForJs;

#[export]
pub fn take(value: NotForJs) -> NotForJs {
    value
}

fn main() {}
