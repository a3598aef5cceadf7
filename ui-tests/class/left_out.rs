use unwind_export::export;

#[export]
pub struct Session;

#[export]
impl Session {
    #[cfg(any())]
    pub fn absent<T>(&self, _: impl Into<T>) -> &Missing {}

    #[cfg(all())]
    pub fn present(&self) -> &Missing {
        unreachable!()
    }
}

pub struct Missing;

fn main() {}
