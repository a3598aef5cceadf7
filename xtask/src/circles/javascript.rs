use std::path::{Component, Path, PathBuf};
use std::{fs, io};

use anyhow::Result;

use super::graph::Graph;

/// The imports among the modules of a folder and those below.
pub(super) fn imports(folder: &Path) -> Result<Graph> {
    let mut graph = Graph::default();
    read(folder, Path::new(""), &mut graph)?;
    Ok(graph)
}

fn read(root: &Path, below: &Path, graph: &mut Graph) -> Result<()> {
    for entry in fs::read_dir(root.join(below))?.collect::<io::Result<Vec<_>>>()? {
        let path = below.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            read(root, &path, graph)?;
        } else if path.extension().is_some_and(|end| end == "mjs") {
            let file = path.to_string_lossy();
            graph.add_file(&file);
            for module in imported(&fs::read_to_string(entry.path())?) {
                graph.add_import(&file, &below_root(&below.join(module)));
            }
        }
    }
    Ok(())
}

/// What a module imports or exports from by a relative path. What only a comment imports is a type.
fn imported(source: &str) -> impl Iterator<Item = &str> {
    let code = source.lines().filter(|line| {
        let line = line.trim_start();
        !["*", "/*", "//"]
            .iter()
            .any(|start| line.starts_with(start))
    });
    code.filter_map(|line| {
        let mut specifiers = ["from \"", "import \"", "import(\""]
            .iter()
            .filter_map(|start| line.split_once(start)?.1.split('"').next());
        specifiers.find(|specifier| specifier.starts_with('.'))
    })
}

/// The path without `.` and `..`.
fn below_root(path: &Path) -> String {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::Normal(name) => plain.push(name),
            _ => {}
        }
    }
    plain.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_code_imports() {
        let source = r#"
import { a } from "./a.mjs";
import {
  b,
} from "../b.mjs";
import "./c.mjs";
export * from "./d.mjs";
import { e } from "node:e";
/** @typedef {import("./f.mjs").F} F */
/**
 * @param {import("./g.mjs").G} g
 */
const h = await import("./h.mjs");
// import "./i.mjs";
"#;
        let found: Vec<_> = imported(source).collect();
        let expected = ["./a.mjs", "../b.mjs", "./c.mjs", "./d.mjs", "./h.mjs"];
        assert_eq!(found, expected);
    }

    #[test]
    fn folders_are_one_tree() -> Result<()> {
        let root = tempfile::tempdir()?;
        fs::create_dir(root.path().join("room"))?;
        let write = |path, text| fs::write(root.path().join(path), text);
        write("a.mjs", "import { b } from \"./room/b.mjs\";\n")?;
        write("room/b.mjs", "import { a } from \"../a.mjs\";\n")?;
        write("room/c.mjs", "import { b } from \"./b.mjs\";\n")?;
        assert_eq!(
            imports(root.path())?.circles(),
            [vec!["a.mjs", "room/b.mjs"]]
        );
        Ok(())
    }
}
