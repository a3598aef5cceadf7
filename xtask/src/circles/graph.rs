use std::collections::{BTreeMap, BTreeSet};

/// Which file imports which.
#[derive(Default)]
pub(super) struct Graph {
    imports: BTreeMap<String, BTreeSet<String>>,
}

impl Graph {
    pub(super) fn add_file(&mut self, file: &str) {
        self.imports.entry(file.to_owned()).or_default();
    }

    pub(super) fn add_import(&mut self, from: &str, to: &str) {
        if from != to {
            let imported = self.imports.entry(from.to_owned()).or_default();
            imported.insert(to.to_owned());
        }
    }

    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        self.imports.keys().map(String::as_str)
    }

    pub(super) fn imports(&self) -> impl Iterator<Item = (&str, &str)> {
        self.imports
            .iter()
            .flat_map(|(from, all)| all.iter().map(|to| (from.as_str(), to.as_str())))
    }

    /// The files that import each other, directly or by others: the largest circle first.
    pub(super) fn circles(&self) -> Vec<Vec<&str>> {
        let reached: BTreeMap<_, _> = self
            .files()
            .map(|file| (file, self.reached(file)))
            .collect();
        let mut circles: Vec<Vec<&str>> = Vec::new();
        for file in self.files() {
            let known = circles.iter().any(|circle| circle.contains(&file));
            if known || !reached[file].contains(file) {
                continue;
            }
            let others = reached[file].iter().copied();
            circles.push(
                others
                    .filter(|other| reached[other].contains(file))
                    .collect(),
            );
        }
        circles.sort_by_key(|circle| std::cmp::Reverse(circle.len()));
        circles
    }

    /// The imports among some files, one of them a line.
    pub(super) fn within(&self, files: &[&str]) -> String {
        let line = |from: &&str| {
            let imported = self.imports[*from].iter().map(String::as_str);
            let imported: Vec<_> = imported.filter(|to| files.contains(to)).collect();
            format!("  {from} → {}", imported.join(", "))
        };
        files.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    fn reached<'a>(&'a self, file: &str) -> BTreeSet<&'a str> {
        let mut reached = BTreeSet::new();
        let mut open: Vec<_> = self.imports.get(file).into_iter().flatten().collect();
        while let Some(next) = open.pop() {
            if reached.insert(next.as_str()) {
                open.extend(self.imports.get(next).into_iter().flatten());
            }
        }
        reached
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(imports: &[(&str, &str)]) -> Graph {
        let mut graph = Graph::default();
        for (from, to) in imports {
            graph.add_file(to);
            graph.add_import(from, to);
        }
        graph
    }

    #[test]
    fn imports_that_point_one_way_are_no_circle() {
        let graph = graph(&[("a", "b"), ("a", "c"), ("b", "c"), ("c", "c")]);
        assert!(graph.circles().is_empty());
    }

    #[test]
    fn circles_are_whole_and_apart() {
        let graph = graph(&[
            ("a", "b"),
            ("b", "a"),
            ("b", "c"),
            ("c", "d"),
            ("d", "e"),
            ("e", "c"),
            ("e", "f"),
        ]);
        assert_eq!(graph.circles(), [vec!["c", "d", "e"], vec!["a", "b"]]);
        assert_eq!(graph.within(&["a", "b"]), "  a → b\n  b → a");
    }
}
