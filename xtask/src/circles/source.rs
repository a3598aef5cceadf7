use std::collections::BTreeSet;

use anyhow::{Result, anyhow};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// Names one after the other: `crate::hook::Record`.
pub(super) type Path = Vec<String>;

/// A module as it is written, with what tests alone need left out.
#[derive(Default)]
pub(super) struct Source {
    /// `mod name;`
    pub(super) files: Vec<String>,
    /// `mod name { … }`
    pub(super) inline: Vec<(String, Source)>,
    /// What `use` gives a name to, and the globs that it brings in.
    pub(super) uses: Vec<(String, Path)>,
    pub(super) globs: Vec<Path>,
    pub(super) items: BTreeSet<String>,
    pub(super) macros: BTreeSet<String>,
    /// What it names to use it: not what it only exports again, nor what expansions name by `$crate`.
    pub(super) paths: Vec<Path>,
}

const ITEMS: [&str; 8] = [
    "fn", "struct", "enum", "union", "trait", "type", "const", "static",
];

impl Source {
    pub(super) fn parse(text: &str) -> Result<Self> {
        let tokens: TokenStream = text.parse().map_err(|error| anyhow!("{error}"))?;
        let mut source = Self::default();
        source.read(tokens);
        Ok(source)
    }

    fn read(&mut self, tokens: TokenStream) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            at += self.read_one(&tokens[at..], &tokens[..at]).max(1);
        }
    }

    /// Gives how many tokens that took.
    fn read_one(&mut self, next: &[TokenTree], before: &[TokenTree]) -> usize {
        match next {
            [
                TokenTree::Ident(word),
                TokenTree::Ident(name),
                TokenTree::Group(body),
                ..,
            ] if word == "mod" => {
                if !is_for_tests(before) {
                    let mut inner = Self::default();
                    inner.read(body.stream());
                    self.inline.push((name.to_string(), inner));
                }
                3
            }
            [TokenTree::Ident(word), TokenTree::Ident(name), ..] if word == "mod" => {
                if !is_for_tests(before) {
                    self.files.push(name.to_string());
                }
                2
            }
            [TokenTree::Ident(word), TokenTree::Ident(_), ..] if word == "use" => {
                let known = self.paths.len();
                let taken = self.read_use(&next[1..], &Path::new());
                if is_public(before) {
                    self.paths.truncate(known);
                }
                1 + taken
            }
            [
                TokenTree::Ident(word),
                TokenTree::Punct(_),
                TokenTree::Ident(name),
                ..,
            ] if word == "macro_rules" => {
                self.macros.insert(name.to_string());
                3
            }
            [TokenTree::Ident(word), TokenTree::Ident(name), ..]
                if ITEMS.iter().any(|item| word == item) =>
            {
                self.items.insert(name.to_string());
                2
            }
            [TokenTree::Ident(_), ..] => {
                let path = path(next);
                let taken = 3 * path.len() - 2;
                let is_of_expansion =
                    matches!(before.last(), Some(TokenTree::Punct(mark)) if mark.as_char() == '$');
                if path.len() > 1 && !is_of_expansion {
                    self.paths.push(path);
                }
                taken
            }
            [TokenTree::Group(group), ..] => {
                self.read(group.stream());
                1
            }
            _ => 1,
        }
    }

    /// One tree of a `use`, as `a::{b, c::*}`. Gives how many tokens that took.
    fn read_use(&mut self, tokens: &[TokenTree], start: &[String]) -> usize {
        let mut whole = start.to_owned();
        let names = path(tokens);
        whole.extend(names.iter().cloned());
        let mut taken = (3 * names.len()).saturating_sub(2);
        let rest = &tokens[taken..];
        // `::` before a group or a star is not part of the path.
        let after = if is_colons(rest) { &rest[2..] } else { rest };
        match after {
            [TokenTree::Group(group), ..] => {
                taken += 3;
                self.read_group(group, &whole);
                return taken;
            }
            [TokenTree::Punct(star), ..] if star.as_char() == '*' => {
                self.paths.push(whole.clone());
                self.globs.push(whole);
                return taken + 3;
            }
            _ => {}
        }
        if whole.last().is_some_and(|name| name == "self") {
            whole.pop();
        }
        let mut name = whole.last().cloned().unwrap_or_default();
        if let [TokenTree::Ident(word), TokenTree::Ident(other), ..] = rest
            && word == "as"
        {
            taken += 2;
            name = other.to_string();
        }
        self.paths.push(whole.clone());
        self.uses.push((name, whole));
        taken
    }

    fn read_group(&mut self, group: &Group, start: &[String]) {
        if group.delimiter() != Delimiter::Brace {
            return;
        }
        let tokens: Vec<_> = group.stream().into_iter().collect();
        let is_comma =
            |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ',');
        for tree in tokens.split(is_comma).filter(|tree| !tree.is_empty()) {
            self.read_use(tree, start);
        }
    }
}

/// The names at the start of the tokens that `::` joins.
fn path(tokens: &[TokenTree]) -> Path {
    let mut names = Path::new();
    let mut rest = tokens;
    while let [TokenTree::Ident(name), ..] = rest {
        names.push(name.to_string());
        rest = &rest[1..];
        if !is_colons(rest) || !matches!(rest.get(2), Some(TokenTree::Ident(_))) {
            break;
        }
        rest = &rest[2..];
    }
    names
}

fn is_colons(tokens: &[TokenTree]) -> bool {
    let is_colon =
        |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ':');
    tokens.len() > 1 && tokens[..2].iter().all(is_colon)
}

/// Also where that is `pub(crate)`.
fn is_public(before: &[TokenTree]) -> bool {
    let mut words = before.iter().rev();
    let last = words.find(|token| !matches!(token, TokenTree::Group(_)));
    matches!(last, Some(TokenTree::Ident(word)) if word == "pub")
}

fn is_for_tests(before: &[TokenTree]) -> bool {
    let attribute = before.last().map(ToString::to_string).unwrap_or_default();
    attribute.replace(' ', "") == "[cfg(test)]"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_a_module_names() -> Result<()> {
        let source = Source::parse(
            "use crate::{a, b::{self, C as D}, e::*};
            pub(crate) use p::Q;
            pub(crate) mod child;
            mod inner { fn f() { super::g() } }
            #[cfg(test)] mod tests { use crate::h; }
            macro_rules! m { () => { $crate::i::J; crate::k::L } }
            struct S(crate::n::N<a::O>);",
        )?;
        let words = |path: &Path| path.join("::");
        let names: Vec<_> = source.uses.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["a", "b", "D", "Q"]);
        let globs: Vec<_> = source.globs.iter().map(words).collect();
        assert_eq!(globs, ["crate::e"]);
        let paths: Vec<_> = source.paths.iter().map(words).collect();
        let expected = [
            "crate::a",
            "crate::b",
            "crate::b::C",
            "crate::e",
            "crate::k::L",
            "crate::n::N",
            "a::O",
        ];
        assert_eq!(paths, expected);
        assert_eq!(source.files, ["child"]);
        let [(name, inner)] = &source.inline[..] else {
            panic!("one inline module");
        };
        assert_eq!(
            (name.as_str(), words(&inner.paths[0]).as_str()),
            ("inner", "super::g")
        );
        assert!(source.items.contains("S") && source.macros.contains("m"));
        Ok(())
    }
}
