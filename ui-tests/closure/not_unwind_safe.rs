use std::cell::RefCell;
use std::rc::Rc;

use unwind_export::closure;
use wasm_bindgen::closure::Closure;

fn main() {
    let lines = Rc::new(RefCell::new(Vec::new()));
    let _: Closure<dyn FnMut(String)> = closure::new(move |line: String| {
        lines.borrow_mut().push(line);
    });
}
