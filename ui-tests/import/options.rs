use unwind_export::import;

#[import(on_panic = abort)]
extern "C" {
    #[import(poison)]
    fn first();

    #[import(js_nam = second)]
    fn second();

    #[import(js_name = a, js_name = b)]
    fn third();
}

fn main() {
    // The functions are still there.
    first();
    second();
    third();
}
