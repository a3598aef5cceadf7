use unwind_export::closure;

fn main() {
    let count = 1;
    let _ = closure!(|number: u32| number + count);
}
