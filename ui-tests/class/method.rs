use unwind_export::export;

#[export]
pub struct Handle;

#[export]
impl Handle {
    pub fn boxed(self: Box<Self>) {}

    #[export(poison)]
    pub fn poison(&self) {}

    #[export(setter)]
    pub fn value(&mut self, value: u32) {}

    #[export(assert_unwind_safe(other))]
    pub fn asserted(&self) {}

    pub unsafe fn danger(&self) {}
}

fn main() {}
