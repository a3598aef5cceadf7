//! What JavaScript calls a function or property.

use proc_macro2::Ident;
use syn::ext::IdentExt;

use super::arg::Arg;

/// The names that are given, of which none has to be.
#[derive(Default)]
pub(crate) struct Names {
    pub(crate) js_name: Option<String>,
    getter: Option<Property>,
    setter: Option<Property>,
}

/// A getter or setter, and the property's name if it is given there.
struct Property {
    name: Option<String>,
}

impl Names {
    pub(crate) fn note(&mut self, option: &Arg) {
        let property = || Property {
            name: option.js_name(),
        };
        match option.name.as_str() {
            "js_name" => self.js_name = option.js_name(),
            "getter" => self.getter = Some(property()),
            "setter" => self.setter = Some(property()),
            _ => {}
        }
    }

    /// What JavaScript calls the function or property that Rust calls `rust_name`.
    pub(crate) fn js_name_of(&self, rust_name: &Ident) -> String {
        if let Some(name) = self.property().or(self.js_name.as_ref()) {
            return name.clone();
        }
        let rust_name = js_name_of(rust_name);
        match (&self.setter, rust_name.strip_prefix("set_")) {
            (Some(_), Some(property)) => property.to_owned(),
            _ => rust_name,
        }
    }

    /// The name given to a getter or setter.
    pub(crate) fn property(&self) -> Option<&String> {
        let properties = [&self.getter, &self.setter].into_iter().flatten();
        properties.flat_map(|property| &property.name).next()
    }

    /// Whether it is a setter of which nobody says what it sets.
    pub(crate) fn is_nameless_setter(&self, rust_name: &Ident) -> bool {
        let is_named = self.js_name.is_some() || rust_name.to_string().starts_with("set_");
        let setter = self.setter.as_ref();
        !is_named && setter.is_some_and(|setter| setter.name.is_none())
    }
}

/// What JavaScript calls a free function. wasm-bindgen puts a `_` before a name that would be a keyword there.
pub(crate) fn function_name(name: String) -> String {
    if KEYWORDS.contains(&name.as_str()) {
        format!("_{name}")
    } else {
        name
    }
}

/// `default` is one too, and stays as it is.
const KEYWORDS: [&str; 46] = [
    "arguments",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "delete",
    "do",
    "else",
    "enum",
    "eval",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "interface",
    "let",
    "new",
    "null",
    "package",
    "private",
    "protected",
    "public",
    "return",
    "static",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "var",
    "void",
    "while",
    "with",
    "yield",
];

/// A name as it is called from outside of its namespace: `f`, or `ns.f`.
pub(crate) fn in_namespace(namespace: Option<&str>, name: &str) -> String {
    namespace.map_or_else(
        || name.to_owned(),
        |namespace| format!("{namespace}.{name}"),
    )
}

/// What JavaScript calls an item of which nothing else is said.
pub(crate) fn js_name_of(rust_name: &Ident) -> String {
    rust_name.unraw().to_string()
}
