//! What the compiler says about each mistake.

#[test]
fn mistakes_are_explained() {
    trybuild::TestCases::new().compile_fail("*/*.rs");
}
