//! The options of `#[import(…)]`, for each thing that it stands on or in.

use proc_macro2::TokenStream;
use syn::{Path, Result};

use super::arg::Arg;
use super::names::Names;
use super::place::{Place, misplaced};

/// On an `extern` block.
#[derive(Default)]
pub(crate) struct ExternArgs {
    /// Where the runtime is, if not under its own name.
    pub(crate) runtime: Option<Path>,
    pub(crate) js_namespace: Option<String>,
    /// What is left to wasm-bindgen.
    pub(crate) passed: TokenStream,
}

/// On a function in it.
#[derive(Default)]
pub(crate) struct ImportedFunctionArgs {
    pub(crate) member: Option<Member>,
    pub(crate) catch: bool,
    /// It is a way to index an object, and goes by no name.
    pub(crate) indexing: bool,
    pub(crate) js_class: Option<String>,
    pub(crate) js_namespace: Option<String>,
    pub(crate) names: Names,
    pub(crate) passed: TokenStream,
}

/// Of what a function is a member, if it is one.
pub(crate) enum Member {
    StaticOf(Path),
    /// Of the type that it returns.
    Constructor,
    /// Of the type of its first parameter.
    Method,
}

/// On a type in it.
#[derive(Default)]
pub(crate) struct ImportedTypeArgs {
    pub(crate) js_name: Option<String>,
    pub(crate) passed: TokenStream,
}

/// On a static in it.
#[derive(Default)]
pub(crate) struct ImportedStaticArgs {
    pub(crate) passed: TokenStream,
}

impl Place for ExternArgs {
    const ATTRIBUTE: &'static str = "import";
    const NAME: &'static str = "an `extern` block";

    fn take(&mut self, option: &Arg) -> Result<()> {
        match option.name.as_str() {
            "crate" => self.runtime = Some(option.runtime()?),
            _ => misplaced(option, Self::NAME)?,
        }
        Ok(())
    }

    fn note(&mut self, option: &Arg) {
        if option.name == "js_namespace" {
            self.js_namespace = option.js_name();
        }
    }

    fn passed(&mut self) -> &mut TokenStream {
        &mut self.passed
    }
}

/// How errors call all that is declared in an `extern` block.
const AN_IMPORT: &str = "an import";

impl Place for ImportedFunctionArgs {
    const ATTRIBUTE: &'static str = "import";
    const NAME: &'static str = AN_IMPORT;

    fn note(&mut self, option: &Arg) {
        match option.name.as_str() {
            "static_method_of" => self.member = option.type_path().map(Member::StaticOf),
            "constructor" => self.member = Some(Member::Constructor),
            "method" => self.member = Some(Member::Method),
            "catch" => self.catch = true,
            "indexing_getter" | "indexing_setter" | "indexing_deleter" => self.indexing = true,
            "js_class" => self.js_class = option.js_name(),
            "js_namespace" => self.js_namespace = option.js_name(),
            _ => self.names.note(option),
        }
    }

    fn passed(&mut self) -> &mut TokenStream {
        &mut self.passed
    }
}

impl Place for ImportedTypeArgs {
    const ATTRIBUTE: &'static str = "import";
    const NAME: &'static str = AN_IMPORT;

    fn note(&mut self, option: &Arg) {
        if option.name == "js_name" {
            self.js_name = option.js_name();
        }
    }

    fn passed(&mut self) -> &mut TokenStream {
        &mut self.passed
    }
}

impl Place for ImportedStaticArgs {
    const ATTRIBUTE: &'static str = "import";
    const NAME: &'static str = AN_IMPORT;

    fn passed(&mut self) -> &mut TokenStream {
        &mut self.passed
    }
}
