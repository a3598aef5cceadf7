use serde::Serialize;
use syn::{File, Ident, ImplItem, Item, parse_quote};

use super::outcome::Difference;
use super::signature::{self, Pass};

/// Rust code with exports, and the calls that are made of them.
#[derive(Clone)]
pub(crate) struct Program {
    pub(crate) name: String,
    pub(crate) file: File,
    pub(crate) calls: Vec<Call>,
}

/// A call with fresh arguments, each made of its number.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Call {
    /// As `Export::path` gives it.
    pub(crate) export: String,
    pub(crate) numbers: Vec<u32>,
    /// At which of the places that can panic one does. 0: at none.
    pub(crate) fuse: u32,
}

/// What every program stands on.
const SHARED: &str = include_str!("../../../tests/fuzz/shared.rs");

impl Program {
    /// Takes the generated items, and adds those that they stand on. `inline` is how `Tracked` is dropped and cloned.
    pub(crate) fn new(name: String, generated: File, inline: &str, calls: Vec<Call>) -> Self {
        let shared = SHARED
            .replace("    fn drop(", &format!("    {inline}\n    fn drop("))
            .replace("    fn clone(", &format!("    {inline}\n    fn clone("));
        let mut file = generated;
        let (uses, rest): (Vec<_>, Vec<_>) = parsed(&shared)
            .items
            .into_iter()
            .partition(|item| matches!(item, Item::Use(_)));
        file.items.splice(..0, uses);
        file.items.extend(rest);
        Self { name, file, calls }
    }

    /// With the one call that the difference is in, if it is in one.
    pub(crate) fn at(&self, difference: &Difference) -> Self {
        let mut program = self.clone();
        if let Difference::Call { index, .. } = difference {
            program.calls = vec![self.calls[*index].clone()];
        }
        program
    }

    /// With each of its catches inlined, which compilers are known to get wrong.
    pub(crate) fn with_inline_catches(mut self) -> Self {
        let is_catch = |item: &&mut Item| matches!(item, Item::Fn(function) if function.sig.ident == "catching");
        if let Some(Item::Fn(catching)) = self.file.items.iter_mut().find(is_catch) {
            catching.attrs = vec![parse_quote!(#[inline(always)])];
        }
        self
    }

    /// Without what plain wasm-bindgen refuses: async functions that borrow exclusively.
    pub(crate) fn for_plain(&self) -> Self {
        let exports = signature::exports(&self.file);
        let refused = exports.into_iter().filter(|export| {
            let mut passes = export.parameters.iter().map(|parameter| parameter.pass);
            export.is_async && passes.any(|pass| pass == Pass::Exclusive)
        });
        let refused: Vec<_> = refused.collect();
        let is_refused = |name: &Ident| refused.iter().any(|export| *name == export.name);
        let mut program = self.clone();
        program.file.items.retain_mut(|item| match item {
            Item::Fn(function) => !is_refused(&function.sig.ident),
            Item::Impl(block) => {
                block.items.retain(
                    |item| !matches!(item, ImplItem::Fn(method) if is_refused(&method.sig.ident)),
                );
                true
            }
            _ => true,
        });
        let is_left = |call: &Call| refused.iter().all(|export| export.path() != call.export);
        program.calls.retain(is_left);
        program
    }

    pub(crate) fn text(&self) -> String {
        prettyplease::unparse(&self.file)
    }
}

/// Of text that is part of this crate, or that the generator wrote.
pub(crate) fn parsed(text: &str) -> File {
    syn::parse_file(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}
