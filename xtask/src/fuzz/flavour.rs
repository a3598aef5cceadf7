use std::fmt::Write as _;

use quote::ToTokens;
use syn::Item;

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

    /// The program's text, without what it does not use.
    pub(crate) fn text(self, program: &Program) -> String {
        let generated = program.text();
        let mut text = self.with_attributes(&generated);
        let mut missing = self.own_items();
        if self != Self::Host {
            missing.extend(parsed(ALLOCATOR).items);
        }
        text = with_used(text, missing);
        if self == Self::Plain {
            // What `assert_unwind_safe` says.
            for (class, _) in signature::classes(&program.file) {
                let _ = write!(
                    text,
                    "\nimpl std::panic::UnwindSafe for {class} {{}}\nimpl std::panic::RefUnwindSafe for {class} {{}}\n"
                );
            }
        }
        format!("#![allow(warnings)]\n{text}")
    }

    fn own_items(self) -> Vec<Item> {
        let text = match self {
            Self::Host => include_str!("../../../tests/fuzz/host.rs"),
            Self::Export => include_str!("../../../tests/fuzz/export.rs"),
            Self::Keeping => concat!(
                include_str!("../../../tests/fuzz/export.rs"),
                include_str!("../../../tests/fuzz/keeping.rs")
            ),
            Self::Plain => include_str!("../../../tests/fuzz/plain.rs"),
        };
        parsed(text).items
    }

    fn with_attributes(self, text: &str) -> String {
        match self {
            Self::Export | Self::Keeping => text.to_owned(),
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

/// Adds those items that the text names, and those that these name. All `use`s: they may be unused.
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
        Item::Use(_) => return true,
        // The runner's.
        Item::Fn(function) if matches!(function.vis, syn::Visibility::Public(_)) => return true,
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
    text.split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .any(|word| word == ident)
}
