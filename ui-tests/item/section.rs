use unwind_export::export;

#[export(typescript_custom_section)]
const SECTION: &str = "export type Name = string;";

#[export]
extern "C" {
    fn name() -> String;
}

fn main() {
    let _ = SECTION;
}
