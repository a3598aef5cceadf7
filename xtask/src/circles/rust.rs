use std::collections::BTreeMap;
use std::fs;
use std::path::Path as FilePath;

use anyhow::{Context, Result};

use super::graph::Graph;
use super::source::{Path, Source};

/// A crate's modules by their paths, each with the file it is in.
#[derive(Default)]
struct Crate {
    modules: BTreeMap<Path, (String, Source)>,
}

/// Deep enough for what is exported again from room to room, and an end for what is not there.
const DEPTH: u32 = 16;

/// The imports among a crate's files: each name leads to the file that defines it, past all that export it again.
pub(super) fn imports(folder: &FilePath) -> Result<Graph> {
    let mut tree = Crate::default();
    tree.read_file(folder, "lib.rs", Path::new())?;
    let mut graph = Graph::default();
    for (path, (file, source)) in &tree.modules {
        graph.add_file(file);
        for named in &source.paths {
            if let Some(other) = tree.file_of(path, named, DEPTH) {
                graph.add_import(file, other);
            }
        }
    }
    Ok(graph)
}

impl Crate {
    fn read_file(&mut self, folder: &FilePath, file: &str, path: Path) -> Result<()> {
        let text = fs::read_to_string(folder.join(file));
        let text = text.with_context(|| format!("could not read {file}"))?;
        let source = Source::parse(&text).with_context(|| format!("could not parse {file}"))?;
        self.add(folder, file, path, source)
    }

    fn add(&mut self, folder: &FilePath, file: &str, path: Path, mut source: Source) -> Result<()> {
        let below = |name: &str| [path.clone(), vec![name.to_owned()]].concat();
        for (name, inner) in std::mem::take(&mut source.inline) {
            self.add(folder, file, below(&name), inner)?;
        }
        for name in &source.files {
            let inner = below(name);
            let stem = inner.join("/");
            let files = [format!("{stem}.rs"), format!("{stem}/mod.rs")];
            let found = files.iter().find(|file| folder.join(file).exists());
            let found = found.with_context(|| format!("{file}: no file for `mod {name}`"))?;
            self.read_file(folder, found, inner)?;
        }
        self.modules.insert(path, (file.to_owned(), source));
        Ok(())
    }

    /// The file that what `module` names so is in; `None` for what is of another crate.
    fn file_of(&self, module: &[String], named: &[String], depth: u32) -> Option<&str> {
        let depth = depth.checked_sub(1)?;
        let (first, mut rest) = named.split_first()?;
        let (_, source) = self.modules.get(module)?;
        let mut at = match first.as_str() {
            "crate" => Path::new(),
            "self" => module.to_owned(),
            "super" => module.split_last()?.1.to_owned(),
            name => {
                let child = [module, &[name.to_owned()]].concat();
                if !self.modules.contains_key(&child) {
                    let (_, path) = source.uses.iter().find(|(bound, _)| bound == name)?;
                    if path.first() == Some(first) {
                        return None;
                    }
                    return self.file_of(module, &[path, rest].concat(), depth);
                }
                child
            }
        };
        while let Some((name, others)) = rest.split_first() {
            let inner = match name.as_str() {
                "super" => at.split_last()?.1.to_owned(),
                name => [&at[..], &[name.to_owned()]].concat(),
            };
            if !self.modules.contains_key(&inner) {
                return self
                    .file_of_item(&at, rest, depth)
                    .or_else(|| self.file(&at));
            }
            (at, rest) = (inner, others);
        }
        self.file(&at)
    }

    /// The file of something in a module that is no module there.
    fn file_of_item(&self, module: &[String], named: &[String], depth: u32) -> Option<&str> {
        let depth = depth.checked_sub(1)?;
        let (file, source) = self.modules.get(module)?;
        let (name, rest) = named.split_first()?;
        if source.items.contains(name) || source.macros.contains(name) {
            return Some(file);
        }
        if let Some((_, path)) = source.uses.iter().find(|(bound, _)| bound == name) {
            return self.file_of(module, &[path, rest].concat(), depth);
        }
        let mut globs = source.globs.iter();
        let found = globs.find_map(|path| {
            let target = self.module_of(module, path)?;
            self.file_of_item(&target, named, depth)
        });
        // Exported macros are at the root, wherever they stand.
        found.or_else(|| {
            let mut all = self.modules.values();
            let (file, _) =
                all.find(|(_, source)| module.is_empty() && source.macros.contains(name))?;
            Some(file)
        })
    }

    /// The module that a glob's path leads to.
    fn module_of(&self, module: &[String], named: &[String]) -> Option<Path> {
        let (first, rest) = named.split_first()?;
        let start = match first.as_str() {
            "crate" => Path::new(),
            "self" => module.to_owned(),
            "super" => module.split_last()?.1.to_owned(),
            name => [module, &[name.to_owned()]].concat(),
        };
        let path = [&start[..], rest].concat();
        self.modules.contains_key(&path).then_some(path)
    }

    fn file(&self, module: &[String]) -> Option<&str> {
        Some(&self.modules.get(module)?.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A made-up crate, and the imports of its files.
    fn found(files: &[(&str, &str)]) -> Result<Vec<String>> {
        let folder = tempfile::tempdir()?;
        for (file, text) in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().context("a folder")?)?;
            fs::write(path, text)?;
        }
        let graph = imports(folder.path())?;
        Ok(graph
            .imports()
            .map(|(from, to)| format!("{from} {to}"))
            .collect())
    }

    #[test]
    fn names_lead_to_the_files_that_define_them() -> Result<()> {
        let found = found(&[
            (
                "lib.rs",
                "mod a; mod room; mod c; pub use a::A; fn top() {}",
            ),
            (
                "a.rs",
                "pub struct A; use std::fmt; use crate::room::{self, B}; fn f() { room::d::g() }",
            ),
            (
                "room/mod.rs",
                "mod b; pub(crate) mod d; pub(crate) use b::*;",
            ),
            ("room/b.rs", "pub struct B; use super::d;"),
            ("room/d.rs", "pub fn g() { crate::c::missing!() }"),
            (
                "c.rs",
                "macro_rules! __m { () => { $crate::A } } use crate::{A, top}; fn h() { fmt::x() }",
            ),
        ])?;
        let expected = [
            "a.rs room/b.rs",
            "a.rs room/d.rs",
            "a.rs room/mod.rs",
            "c.rs a.rs",
            "c.rs lib.rs",
            "room/b.rs room/d.rs",
            "room/d.rs c.rs",
        ];
        assert_eq!(found, expected);
        Ok(())
    }

    #[test]
    fn a_circle_through_what_the_root_exports_is_found() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let write = |file, text| fs::write(folder.path().join(file), text);
        write(
            "lib.rs",
            "mod a; mod b; pub use b::B; mod inline { pub use crate::a::A; }",
        )?;
        write("a.rs", "pub struct A(crate::B);")?;
        write("b.rs", "pub struct B; fn f(_: crate::inline::A) {}")?;
        assert_eq!(imports(folder.path())?.circles(), [vec!["a.rs", "b.rs"]]);
        Ok(())
    }
}
