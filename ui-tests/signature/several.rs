use unwind_export::export;

#[export(on_panic = explode, assert_unwind_safe(b))]
pub unsafe fn first<T>(a: impl Fn() -> T) -> &'static str {
    "all of these are reported"
}

fn main() {
    // The function itself is still there.
    let _ = unsafe { first(|| 1) };
}
