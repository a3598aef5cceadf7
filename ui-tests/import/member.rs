use unwind_export::import;

#[import]
extern "C" {
    type Store;

    #[import(constructor)]
    fn new();

    #[import(method)]
    fn clear();

    #[import(method)]
    fn size(this: Store) -> u32;
}

fn main() {}
