//! The chapters in `docs/` reach their readers: in a checkout by links to files, in the crate's
//! documentation as modules.

#![cfg(not(target_family = "wasm"))]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn markdown_in(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).unwrap();
    let names = entries.map(|entry| Path::new(folder).join(entry.unwrap().file_name()));
    names
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect()
}

/// `[label]: target` on lines of their own.
fn definitions(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines()
        .filter_map(|line| line.strip_prefix('[')?.split_once("]: "))
}

/// `label` in `[text][label]`.
fn labels(text: &str) -> impl Iterator<Item = &str> {
    let links = text.split("][").skip(1);
    links.filter_map(|rest| Some(rest.split_once(']')?.0))
}

/// `target` in `[text](target)`.
fn inline_targets(text: &str) -> impl Iterator<Item = &str> {
    let links = text.split("](").skip(1);
    links.filter_map(|rest| Some(rest.split_once(')')?.0))
}

#[test]
fn each_chapter_is_a_module_that_links_find() {
    let files = markdown_in("docs");
    let chapters: BTreeSet<_> = files
        .iter()
        .filter_map(|path| path.file_stem()?.to_str())
        .collect();
    assert!(!chapters.is_empty());

    let source = read("runtime/src/lib.rs");
    let (_, list) = source.split_once("chapters! {").unwrap();
    let (list, _) = list.split_once('}').unwrap();
    assert_eq!(list.split_whitespace().collect::<BTreeSet<_>>(), chapters);

    let links = read("docs/links.txt");
    let modules: BTreeSet<_> = definitions(&links)
        .filter_map(|(_, target)| target.strip_prefix("crate::docs::"))
        .collect();
    assert_eq!(modules, chapters);
}

#[test]
fn links_between_files_lead_somewhere() {
    let mut count = 0;
    for page in [markdown_in("."), markdown_in("docs")].concat() {
        let text = read(&page);
        let defined: BTreeSet<_> = definitions(&text).map(|(label, _)| label).collect();
        for label in labels(&text) {
            assert!(defined.contains(label), "{}: [{label}]", page.display());
        }
        let targets = definitions(&text).map(|(_, target)| target);
        for target in targets.chain(inline_targets(&text)) {
            if target.starts_with("https://") {
                continue;
            }
            let file = root().join(&page).parent().unwrap().join(target);
            assert!(file.exists(), "{}: {target}", page.display());
            count += 1;
        }
    }
    assert_ne!(count, 0);
}

#[test]
fn readers_of_files_and_of_modules_get_the_same_chapter() {
    let links = read("docs/links.txt");
    let modules: Vec<_> = definitions(&links).collect();
    for page in [vec![PathBuf::from("README.md")], markdown_in("docs")].concat() {
        for (label, target) in definitions(&read(&page)) {
            let Some(file) = target.strip_suffix(".md") else {
                continue;
            };
            let chapter = file.strip_prefix("docs/").unwrap_or(file);
            let module = format!("crate::docs::{chapter}");
            assert!(
                modules.contains(&(label, &module)),
                "{}: [{label}]: {target}",
                page.display()
            );
        }
    }
}
