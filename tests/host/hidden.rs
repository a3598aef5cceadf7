//! What wasm-bindgen hides from its documentation is named in one file, once: whoever tries a newer one looks there.

#![cfg(not(target_family = "wasm"))]

use std::fs;
use std::path::{Path, PathBuf};

const HIDDEN: [&str; 3] = ["__rt", "describe", "handler"];

#[test]
fn each_hidden_item_is_named_once() {
    let abi = runtime().join("abi.rs");
    let mut names = names(&abi);
    names.sort();
    let expected = [
        "__rt::IntoJsResult",
        "__rt::NULL_ERROR",
        "__rt::OWNERSHIP_ERROR",
        "__rt::Start",
        "__rt::WRONG_TYPE_ERROR",
        "__rt::WasmPtr",
        "__rt::WasmRefCell",
        // It is read and written.
        "__rt::__instance_terminated",
        "__rt::__instance_terminated",
        "__rt::marker::MaybeUnwindSafe",
        "__rt::marker::SupportsConstructor",
        "__rt::marker::SupportsInstanceProperty",
        "__rt::marker::SupportsStaticProperty",
        "__rt::maybe_catch_unwind",
        "__rt::take_last_exception",
        "__rt::wbg_cast",
        "describe::CACHED_STRING",
        "describe::LONGREF",
        "describe::NAMED_EXTERNREF",
        "describe::OPTIONAL",
        "describe::REFMUT",
        "describe::RESULT",
        "describe::WasmDescribe",
        "describe::WasmDescribeVector",
        "describe::inform",
        "handler::schedule_reinit",
        "handler::set_on_abort",
    ];
    assert_eq!(names, expected);
}

#[test]
fn only_what_stands_in_for_all_of_it_is_elsewhere() {
    let elsewhere: Vec<_> = sources(&runtime())
        .into_iter()
        .filter(|file| !file.ends_with("abi.rs"))
        .flat_map(|file| {
            names(&file)
                .into_iter()
                .map(move |name| (file.clone(), name))
        })
        .collect();
    let file = runtime().join("boundary/stand_in.rs");
    assert_eq!(elsewhere, [(file, "__rt::*".to_owned())]);
}

fn runtime() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/src")
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let sources = paths.flat_map(|path| {
        if path.is_dir() {
            sources(&path)
        } else {
            vec![path]
        }
    });
    sources.collect()
}

/// The paths after `wasm_bindgen::` in a file that lead to what is hidden.
fn names(file: &Path) -> Vec<String> {
    let source = fs::read_to_string(file).unwrap();
    let code: String = source.split_whitespace().collect();
    let paths = code.split("wasm_bindgen::").skip(1);
    let hidden = paths.filter(|path| HIDDEN.iter().any(|hidden| path.starts_with(hidden)));
    hidden.flat_map(names_of).collect()
}

/// `__rt::marker::{A,B};…`  ⇒  `__rt::marker::A`, `__rt::marker::B`
fn names_of(code: &str) -> Vec<String> {
    let is_path = |character: char| character.is_alphanumeric() || "_:*".contains(character);
    let end = code.find(|character| !is_path(character));
    let (path, rest) = code.split_at(end.unwrap_or(code.len()));
    match rest.strip_prefix('{') {
        Some(list) => list
            .split('}')
            .next()
            .unwrap_or_default()
            .split(',')
            .filter(|name| !name.is_empty())
            .map(|name| format!("{path}{name}"))
            .collect(),
        // `as` has lost its spaces.
        None => vec![path.trim_end_matches("ascast").to_owned()],
    }
}
