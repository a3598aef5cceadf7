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

#[export]
pub fn total(list: &List<u32>) -> u32 {
    list.items.iter().sum()
}

fn main() {}
