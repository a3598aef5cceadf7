use unwind_export::closure;

fn body(_: u32) {}

fn main() {
    let _ = closure!(body);
    let _ = closure!();
    let _ = closure!(async move |number: u32| number);
}
