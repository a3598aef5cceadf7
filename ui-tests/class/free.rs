use unwind_export::export;

#[export]
pub struct Handle {
    pub free: bool,
}

#[export]
impl Handle {
    pub fn free(self) {}

    #[export(js_name = free)]
    pub fn release(&mut self) {}

    #[export(getter = free)]
    pub fn is_free(&self) -> bool {
        true
    }
}

fn main() {}
