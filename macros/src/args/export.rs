//! The options of `#[export(…)]`, for each thing that it stands on or in.

use proc_macro2::{Span, TokenStream};
use syn::{Path, Result};

use super::arg::{Arg, Assert, OnPanic};
use super::names::Names;
use super::place::{Place, misplaced};

/// On a free function.
#[derive(Default)]
pub(crate) struct FunctionArgs {
    /// Where the runtime is, if not under its own name.
    pub(crate) runtime: Option<Path>,
    pub(crate) start: bool,
    pub(crate) js_namespace: Option<String>,
    pub(crate) call: CallArgs,
}

/// On a method.
#[derive(Default)]
pub(crate) struct MethodArgs {
    pub(crate) skip: bool,
    /// Where it says so.
    pub(crate) allow_poisoned: Option<Span>,
    pub(crate) constructor: bool,
    pub(crate) call: CallArgs,
}

/// What functions and methods have alike.
#[derive(Default)]
pub(crate) struct CallArgs {
    pub(crate) on_panic: Option<OnPanic>,
    pub(crate) assert_unwind_safe: Option<Assert>,
    /// The user says what it returns in TypeScript.
    pub(crate) returns_unchecked: bool,
    pub(crate) names: Names,
    /// What is left to wasm-bindgen.
    pub(crate) passed: TokenStream,
}

/// On an `impl` block.
#[derive(Default)]
pub(crate) struct ImplArgs {
    pub(crate) runtime: Option<Path>,
    /// For methods that say nothing else.
    pub(crate) on_panic: Option<OnPanic>,
    pub(crate) js_class: Option<String>,
    pub(crate) passed: TokenStream,
}

/// On a struct.
#[derive(Default)]
pub(crate) struct StructArgs {
    pub(crate) runtime: Option<Path>,
    pub(crate) extends: Option<Path>,
    pub(crate) assert_unwind_safe: bool,
    pub(crate) js_name: Option<String>,
    pub(crate) js_namespace: Option<String>,
    pub(crate) passed: TokenStream,
}

/// On a field.
#[derive(Clone, Default)]
pub(crate) struct FieldArgs {
    pub(crate) skip: bool,
    pub(crate) readonly: bool,
    pub(crate) poison: Option<Span>,
    pub(crate) js_name: Option<String>,
    pub(crate) passed: TokenStream,
}

/// On a parameter.
#[derive(Default)]
pub(crate) struct ParameterArgs {
    pub(crate) passed: TokenStream,
}

/// On an enum.
#[derive(Default)]
pub(crate) struct EnumArgs {
    pub(crate) runtime: Option<Path>,
    pub(crate) js_name: Option<String>,
    pub(crate) js_namespace: Option<String>,
    pub(crate) passed: TokenStream,
}

impl Place for FunctionArgs {
    const NAME: &'static str = "a function";

    fn take(&mut self, option: &Arg) -> Result<()> {
        match option.name.as_str() {
            "crate" => self.runtime = Some(option.runtime()?),
            _ => self.call.take(option, Self::NAME)?,
        }
        Ok(())
    }

    fn note(&mut self, option: &Arg) {
        match option.name.as_str() {
            "start" => self.start = true,
            "js_namespace" => self.js_namespace = option.js_name(),
            _ => self.call.note(option),
        }
    }

    fn passed(&mut self) -> &mut TokenStream {
        &mut self.call.passed
    }
}

impl Place for MethodArgs {
    const NAME: &'static str = "a method";

    fn take(&mut self, option: &Arg) -> Result<()> {
        match option.name.as_str() {
            "skip" => self.skip = true,
            "allow_poisoned" => self.allow_poisoned = Some(option.span()),
            _ => self.call.take(option, Self::NAME)?,
        }
        Ok(())
    }

    fn note(&mut self, option: &Arg) {
        match option.name.as_str() {
            "constructor" => self.constructor = true,
            _ => self.call.note(option),
        }
    }

    fn passed(&mut self) -> &mut TokenStream {
        &mut self.call.passed
    }
}

impl CallArgs {
    fn take(&mut self, option: &Arg, place: &str) -> Result<()> {
        match option.name.as_str() {
            "on_panic" | "map_panic" | "recover_panic" => {
                option.set_on_panic(&mut self.on_panic)?;
            }
            "assert_unwind_safe" => self.assert_unwind_safe = Some(option.assert()?),
            _ => misplaced(option, place)?,
        }
        Ok(())
    }

    fn note(&mut self, option: &Arg) {
        match option.name.as_str() {
            "unchecked_return_type" => self.returns_unchecked = true,
            _ => self.names.note(option),
        }
    }
}

impl Place for ImplArgs {
    const NAME: &'static str = "an `impl` block";

    fn take(&mut self, option: &Arg) -> Result<()> {
        match option.name.as_str() {
            "crate" => self.runtime = Some(option.runtime()?),
            "on_panic" | "map_panic" | "recover_panic" => {
                option.set_on_panic(&mut self.on_panic)?;
            }
            _ => misplaced(option, Self::NAME)?,
        }
        Ok(())
    }

    fn note(&mut self, option: &Arg) {
        if option.name == "js_class" {
            self.js_class = option.js_name();
        }
    }

    fn passed(&mut self) -> &mut TokenStream {
        &mut self.passed
    }
}

impl Place for StructArgs {
    const NAME: &'static str = "a struct";

    fn take(&mut self, option: &Arg) -> Result<()> {
        match option.name.as_str() {
            "crate" => self.runtime = Some(option.runtime()?),
            "assert_unwind_safe" => {
                option.assert_all()?;
                self.assert_unwind_safe = true;
            }
            _ => misplaced(option, Self::NAME)?,
        }
        Ok(())
    }

    fn note(&mut self, option: &Arg) {
        match option.name.as_str() {
            "extends" => self.extends = option.type_path(),
            "js_name" => self.js_name = option.js_name(),
            "js_namespace" => self.js_namespace = option.js_name(),
            _ => {}
        }
    }

    fn passed(&mut self) -> &mut TokenStream {
        &mut self.passed
    }
}

impl Place for FieldArgs {
    const NAME: &'static str = "a field";

    fn take(&mut self, option: &Arg) -> Result<()> {
        match option.name.as_str() {
            "skip" => self.skip = true,
            "readonly" => self.readonly = true,
            "poison" => self.poison = Some(option.span()),
            _ => misplaced(option, Self::NAME)?,
        }
        Ok(())
    }

    fn note(&mut self, option: &Arg) {
        if option.name == "js_name" {
            self.js_name = option.js_name();
        }
    }

    fn knows(option: &Arg) -> bool {
        const KNOWN: [&str; 4] = [
            "getter_with_clone",
            "js_name",
            "skip_jsdoc",
            "skip_typescript",
        ];
        KNOWN.contains(&option.name.as_str())
    }

    fn keeps(&self, option: &Arg) -> bool {
        matches!(option.name.as_str(), "js_name" | "getter_with_clone")
    }

    fn passed(&mut self) -> &mut TokenStream {
        &mut self.passed
    }
}

impl Place for ParameterArgs {
    const NAME: &'static str = "a parameter";

    fn knows(option: &Arg) -> bool {
        const KNOWN: [&str; 5] = [
            "js_name",
            "param_description",
            "slice_to_array",
            "unchecked_optional_param_type",
            "unchecked_param_type",
        ];
        KNOWN.contains(&option.name.as_str())
    }

    fn passed(&mut self) -> &mut TokenStream {
        &mut self.passed
    }
}

impl Place for EnumArgs {
    const NAME: &'static str = "an enum";

    fn take(&mut self, option: &Arg) -> Result<()> {
        match option.name.as_str() {
            "crate" => self.runtime = Some(option.runtime()?),
            _ => misplaced(option, Self::NAME)?,
        }
        Ok(())
    }

    fn note(&mut self, option: &Arg) {
        match option.name.as_str() {
            "js_name" => self.js_name = option.js_name(),
            "js_namespace" => self.js_namespace = option.js_name(),
            _ => {}
        }
    }

    fn passed(&mut self) -> &mut TokenStream {
        &mut self.passed
    }
}
