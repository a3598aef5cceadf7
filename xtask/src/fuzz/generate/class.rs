use std::fmt::Write as _;

use fastrand::Rng;

use super::scope::{Access, Kind, Scope};

const NAMES: [&str; 3] = ["Doc", "Sheet", "Board"];

const FIELDS: [(&str, Kind, &str); 8] = [
    ("words", Kind::Words, "Vec<String>"),
    ("notes", Kind::Words, "Vec<String>"),
    ("items", Kind::Items, "Vec<Tracked>"),
    ("rows", Kind::Nested, "Vec<Vec<Tracked>>"),
    ("title", Kind::Text, "String"),
    ("shared", Kind::Shared, "Rc<Tracked>"),
    ("on_change", Kind::Callback, "Box<dyn Fn() -> u32>"),
    ("item", Kind::Item, "Tracked"),
];

/// An exported struct.
pub(super) struct Class {
    pub(super) name: &'static str,
    /// Places in `FIELDS`. `open: u32` is always there.
    fields: Vec<usize>,
    drop: Option<&'static str>,
    constructor_panics: bool,
}

pub(super) fn classes(dice: &mut Rng) -> Vec<Class> {
    let count = dice.usize(2..=NAMES.len());
    NAMES[..count]
        .iter()
        .map(|name| Class::new(name, dice))
        .collect()
}

impl Class {
    fn new(name: &'static str, dice: &mut Rng) -> Self {
        let fields = (0..FIELDS.len()).filter(|_| dice.bool()).collect();
        let drop = [
            None,
            Some("point(4000 + self.open % 100);"),
            // The compiler cannot know that this holds.
            Some("assert!(self.open < 1_000_000);"),
            Some("mark(4000 + self.open % 100);"),
        ];
        Self {
            name,
            fields,
            drop: drop[dice.usize(..drop.len())],
            constructor_panics: dice.u8(..4) == 0,
        }
    }

    /// Adds what code can do with an object at `path`.
    pub(super) fn enter(&self, index: usize, path: &str, access: Access, scope: &mut Scope) {
        scope.add(path, Kind::Object(index), access);
        let dotted = path.replace("(*", "").replace(')', "");
        for (field, kind, _) in self.fields() {
            // Nothing is moved out of a struct that may have a destructor.
            scope.add(format!("{dotted}.{field}"), kind, access.min(Access::Write));
        }
    }

    fn fields(&self) -> impl Iterator<Item = (&'static str, Kind, &'static str)> {
        self.fields.iter().map(|&field| FIELDS[field])
    }

    /// The struct, its destructor, and its `impl` with these further methods.
    pub(super) fn text(&self, methods: &str) -> String {
        let name = self.name;
        let mut text = format!("#[export(assert_unwind_safe)]\npub struct {name} {{ open: u32, ");
        for (field, _, ty) in self.fields() {
            let _ = write!(text, "{field}: {ty}, ");
        }
        text += "}\n";
        if let Some(drop) = self.drop {
            let _ = write!(
                text,
                "impl Drop for {name} {{ fn drop(&mut self) {{ {drop} }} }}"
            );
        }
        let _ = write!(
            text,
            "#[export]\nimpl {name} {{ {} {} {methods} }}",
            self.constructor(),
            self.digest()
        );
        text
    }

    fn constructor(&self) -> String {
        let name = self.name;
        let mut text = format!("#[export(constructor)] pub fn new(n: u32) -> {name} {{");
        if self.constructor_panics {
            text += "point(4500);";
        }
        let _ = write!(text, "{name} {{ open: n % 9, ");
        for (field, kind, _) in self.fields() {
            let value = match kind {
                Kind::Words => "(0..n % 4).map(|i| format!(\"w{i}\")).collect()",
                Kind::Items => "(0..n % 4).map(Tracked::new).collect()",
                Kind::Nested => "(0..n % 3).map(|i| (0..=i).map(Tracked::new).collect()).collect()",
                Kind::Text => "format!(\"{n},{},{}\", n + 1, n % 3)",
                Kind::Shared => "Rc::new(Tracked::new(n))",
                Kind::Callback => {
                    "{ let held = Tracked::new(n); Box::new(move || { point(4600); held.weight() }) }"
                }
                _ => "Tracked::new(n + 1)",
            };
            let _ = write!(text, "{field}: {value}, ");
        }
        text + "} }"
    }

    fn digest(&self) -> String {
        let mut text = String::from(
            "pub fn digest(&self) -> Vec<u32> { #[allow(unused_mut)] let mut all = vec![self.open]; ",
        );
        for (field, kind, _) in self.fields() {
            if kind.has_weight() {
                let _ = write!(text, "all.push(self.{field}.weight());");
            }
        }
        text + "all }"
    }
}
