use unwind_export::export;

#[export]
pub struct List<T> {
    items: Vec<T>,
}

#[export]
impl<T> List<T> {
    pub fn len(&self) -> usize {
        self.items.len()
    }
}

fn main() {}
