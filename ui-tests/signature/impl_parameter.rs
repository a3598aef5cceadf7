use unwind_export::export;

#[export]
pub fn call(f: impl Fn(), g: &impl Fn()) {
    f();
    g();
}

fn main() {}
