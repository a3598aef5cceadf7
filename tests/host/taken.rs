//! Names that the runtime exports from every module are refused by the macros.

#![cfg(not(target_family = "wasm"))]

use std::collections::BTreeSet;
use std::fs;

/// What stands between `before` and the next quote, each time.
fn quoted<'a>(text: &'a str, before: &str) -> BTreeSet<&'a str> {
    let rests = text.split(before).skip(1);
    rests
        .filter_map(|rest| Some(rest.split_once('"')?.0))
        .collect()
}

#[test]
fn all_that_the_runtime_exports_is_taken() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let read = |path| fs::read_to_string(format!("{root}/{path}")).unwrap();
    let [runtime, macros] = ["runtime/src/js/exported.rs", "macros/src/taken.rs"].map(read);
    let exported = quoted(&runtime, "reexport = \"");
    let (list, _) = macros.split_once("];").unwrap();
    assert!(exported.len() > 5);
    assert_eq!(quoted(list, "    \""), exported);
}
