use unwind_export::closure;

fn main() {
    let _ = closure!(move |event, number: u32, (left, right)| ());
}
