use std::fmt::Write as _;

use quote::ToTokens;
use syn::{Item, ItemFn, UseTree, Visibility};

use super::program::{Program, parsed};
use super::signature;
use crate::mode::Mode;

/// The ways in which one program is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flavour {
    /// Plain functions, for the host.
    Host,
    Export,
    /// The same where panics abort: the instance is kept after one.
    Keeping,
    /// The control: `#[wasm_bindgen]` alone.
    Plain,
}

/// A number that divides may well be 0.
pub(crate) const ALLOWED: &str = "#![allow(warnings, unconditional_panic, arithmetic_overflow)]";

const ALLOCATOR: &str = include_str!("../../../tests/fuzz/allocator.rs");

impl Flavour {
    /// The one that is tested.
    pub(crate) fn of(mode: Mode) -> Self {
        if mode.aborts() {
            Self::Keeping
        } else {
            Self::Export
        }
    }

    /// The program's text, with what its runner calls.
    pub(crate) fn text(self, program: &Program) -> String {
        self.with(program, &|_| true)
    }

    /// The program's text alone.
    pub(crate) fn bare_text(self, program: &Program) -> String {
        self.with(
            program,
            &|item| !matches!(item, Item::Fn(function) if is_public(function)),
        )
    }

    fn with(self, program: &Program, wants: &dyn Fn(&Item) -> bool) -> String {
        let mut missing = self.own_items();
        missing.retain(wants);
        if self != Self::Host {
            missing.extend(parsed(ALLOCATOR).items);
        }
        let mut text = with_used(self.with_attributes(&program.text()), missing);
        if self == Self::Plain {
            // What `assert_unwind_safe` says.
            for (class, _) in signature::classes(&program.file) {
                let _ = write!(
                    text,
                    "\nimpl std::panic::UnwindSafe for {class} {{}}\nimpl std::panic::RefUnwindSafe for {class} {{}}\n"
                );
            }
        }
        format!("{ALLOWED}\n{text}")
    }

    fn own_items(self) -> Vec<Item> {
        let wasm = include_str!("../../../tests/fuzz/wasm.rs");
        let text = match self {
            Self::Host => include_str!("../../../tests/fuzz/host.rs").to_owned(),
            Self::Export => [include_str!("../../../tests/fuzz/export.rs"), wasm].concat(),
            Self::Keeping => [
                include_str!("../../../tests/fuzz/export.rs"),
                include_str!("../../../tests/fuzz/keeping.rs"),
                wasm,
            ]
            .concat(),
            Self::Plain => [include_str!("../../../tests/fuzz/plain.rs"), wasm].concat(),
        };
        parsed(&self.with_attributes(&text)).items
    }

    fn with_attributes(self, text: &str) -> String {
        match self {
            Self::Export => text.to_owned(),
            // An instance that is kept counts as panicking for ever.
            Self::Keeping => text.replace("std::thread::panicking()", "false"),
            Self::Host => text
                .replace("#[export(constructor)]", "")
                .replace("#[export(assert_unwind_safe)]", "")
                .replace("#[export]", ""),
            Self::Plain => text
                .replace("#[export(assert_unwind_safe)]", "#[wasm_bindgen]")
                .replace("#[export", "#[wasm_bindgen"),
        }
    }
}

/// Adds those items that the text names, and those that these name.
fn with_used(mut text: String, mut items: Vec<Item>) -> String {
    let mut head = String::new();
    loop {
        let (used, unused): (Vec<_>, Vec<_>) =
            items.into_iter().partition(|item| is_used(item, &text));
        if used.is_empty() {
            return head + &text;
        }
        for item in used {
            let is_use = matches!(item, Item::Use(_));
            let item = prettyplease::unparse(&syn::File {
                shebang: None,
                frontmatter: None,
                attrs: Vec::new(),
                items: vec![item],
            });
            *if is_use { &mut head } else { &mut text } += &item;
        }
        items = unused;
    }
}

fn is_used(item: &Item, text: &str) -> bool {
    let ident = match item {
        Item::Use(item) => return names(&item.tree).iter().any(|name| is_in(name, text)),
        // The runner's.
        Item::Fn(function) if is_public(function) => return true,
        Item::Fn(function) => function.sig.ident.to_string(),
        Item::Type(alias) => alias.ident.to_string(),
        Item::Static(item) => item.ident.to_string(),
        Item::Struct(item) => item.ident.to_string(),
        Item::Impl(block) => block.self_ty.to_token_stream().to_string(),
        _ => String::new(),
    };
    let ident = if ident == "ALLOCATOR" {
        "ALLOCATIONS"
    } else {
        &ident
    };
    is_in(ident, text)
}

fn is_public(function: &ItemFn) -> bool {
    matches!(function.vis, Visibility::Public(_))
}

fn is_in(name: &str, text: &str) -> bool {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .any(|word| word == name)
}

/// What a `use` brings.
fn names(tree: &UseTree) -> Vec<String> {
    match tree {
        UseTree::Path(path) => names(&path.tree),
        UseTree::Group(group) => group.items.iter().flat_map(names).collect(),
        UseTree::Name(name) => vec![name.ident.to_string()],
        _ => Vec::new(),
    }
}
