use std::cell::{Cell, RefCell};
use std::rc::Rc;

use unwind_export::export;
use wasm_bindgen::prelude::Closure;

#[export]
pub struct Session {
    lines: Rc<RefCell<Vec<String>>>,
    reads: Cell<u32>,
    callback: Box<dyn Fn()>,
    closure: Closure<dyn FnMut()>,
}

#[export]
impl Session {
    pub fn lines(&self) -> usize {
        self.lines.borrow().len()
    }

    pub fn push(&mut self, line: String) {
        self.lines.borrow_mut().push(line);
    }

    pub fn close(self) -> usize {
        self.lines()
    }

    #[export(assert_unwind_safe(self))]
    pub fn clear(&self) {
        self.lines.borrow_mut().clear();
    }
}

fn main() {}
