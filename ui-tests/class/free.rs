use unwind_export::export;

#[export]
pub struct Handle;

#[export]
impl Handle {
    pub fn free(self) {}

    #[export(js_name = free)]
    pub fn release(&mut self) {}
}

fn main() {}
