use unwind_export::import;

struct NotForJs;

#[import]
extern "C" {
    fn take(value: NotForJs);
}

fn main() {}
