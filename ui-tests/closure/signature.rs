use unwind_export::closure;
use wasm_bindgen::closure::Closure;

struct NotForJs;

fn main() {
    let _ = closure!(|value: NotForJs| drop(value));
    let _: Closure<dyn FnMut(u32)> = closure::new(|text: String| drop(text));
}
