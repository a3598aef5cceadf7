//! Items as text. `@` stands for the attribute, in an item and before its parts.

use std::fmt;

use super::words::{ATTRIBUTES, NAMES, OPTIONS, TOKENS, TYPES};

/// An item, and what stands in the parentheses of its attribute.
pub(super) struct Case {
    pub(super) args: String,
    pub(super) item: String,
    pub(super) is_import: bool,
    template: String,
}

impl Case {
    fn new(args: String, template: String, is_import: bool) -> Self {
        let name = if is_import { "import" } else { "export" };
        Self {
            args,
            item: template.replace('@', name),
            is_import,
            template,
        }
    }

    /// The item as it would stand under wasm-bindgen's attribute.
    pub(super) fn plain_item(&self) -> String {
        self.template.replace('@', "wasm_bindgen")
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#[({})] {}", self.args, self.item)
    }
}

/// Numbers that look random, the same for each seed.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64, item: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ item.wrapping_mul(0xff51_afd7_ed55_8ccd))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).expect("64 bits are enough");
        usize::try_from(self.next() % end).expect("it is less than a usize")
    }

    fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }

    fn list(
        &mut self,
        most: usize,
        between: &str,
        mut one: impl FnMut(&mut Self) -> String,
    ) -> String {
        let count = self.below(most + 1);
        let all: Vec<_> = (0..count).map(|_| one(self)).collect();
        all.join(between)
    }
}

fn options(random: &mut Random) -> String {
    random.list(2, ", ", |random| random.of(&OPTIONS).to_owned())
}

fn attributes(random: &mut Random) -> String {
    let outer = random.list(1, " ", |random| random.of(&ATTRIBUTES).to_owned());
    if random.one_in(2) {
        format!("{outer} #[@({})]", options(random))
    } else {
        outer
    }
}

fn outer_attributes(random: &mut Random) -> String {
    let all = [
        "/** doc */",
        "#[cfg(all())]",
        "#[derive(Clone)]",
        "#[allow(unused)]",
    ];
    random.list(2, " ", |random| random.of(&all).to_owned())
}

fn visibility(random: &mut Random) -> &'static str {
    random.of(&["pub", "pub", "pub", "", "pub(crate)"])
}

fn ty(random: &mut Random) -> String {
    random.of(&TYPES).to_owned()
}

fn parameter(random: &mut Random) -> String {
    let pattern = match random.below(6) {
        0 => "_".to_owned(),
        1 => format!("mut {}", random.of(&["a", "b"])),
        _ => random.of(&NAMES).to_owned(),
    };
    let attribute = match random.below(8) {
        0 => "#[@(js_name = \"p\")]",
        1 => "#[@(param_description = \"p\")]",
        _ => "",
    };
    format!("{attribute} {pattern}: {}", ty(random))
}

fn signature(random: &mut Random, receiver: &str) -> String {
    let qualifier = random.of(&["", "", "", "", "async", "unsafe", "const", "extern \"C\""]);
    let generics = random.of(&["", "", "", "", "", "<T>", "<'a>", "<T: Clone = u32>"]);
    let name = random.of(&NAMES);
    let parameters = random.list(3, ", ", parameter);
    let output = if random.one_in(2) {
        format!("-> {}", ty(random))
    } else {
        String::new()
    };
    format!("{qualifier} fn {name}{generics}({receiver} {parameters}) {output}")
}

fn method(random: &mut Random) -> String {
    let receiver = random.of(&[
        "",
        "&self,",
        "&mut self,",
        "self,",
        "mut self,",
        "self: &Self,",
        "self: &mut Session,",
        "self: Self,",
    ]);
    let (attributes, visibility) = (attributes(random), visibility(random));
    format!(
        "{attributes} {visibility} {} {{ loop {{}} }}",
        signature(random, receiver)
    )
}

fn field(random: &mut Random, is_named: bool) -> String {
    let name = if is_named {
        format!("{}: ", random.of(&NAMES))
    } else {
        String::new()
    };
    format!(
        "{} {} {name}{}",
        attributes(random),
        visibility(random),
        ty(random)
    )
}

fn imported(random: &mut Random) -> String {
    let attributes = attributes(random);
    match random.below(6) {
        0 => format!("{attributes} type Session;"),
        1 => format!("{attributes} pub type Queue<T = JsValue>;"),
        2 => format!("{attributes} static {}: {};", random.of(&NAMES), ty(random)),
        _ => format!(
            "{attributes} {};",
            signature(random, random_this(attributes.len()))
        ),
    }
}

/// Half of all imports have an object.
fn random_this(seed: usize) -> &'static str {
    ["", "this: &Session,"][seed % 2]
}

/// Most are what a user might write, and some are not.
pub(super) fn item(random: &mut Random) -> Case {
    let outer = outer_attributes(random);
    let args = if random.one_in(2) {
        String::new()
    } else {
        options(random)
    };
    let item = match random.below(6) {
        0 | 1 => {
            let visibility = visibility(random);
            format!(
                "{outer} {visibility} {} {{ loop {{}} }}",
                signature(random, "")
            )
        }
        2 => {
            let visibility = visibility(random);
            match random.below(4) {
                0 => format!("{outer} {visibility} struct Session;"),
                1 => {
                    let fields = random.list(3, ", ", |random| field(random, false));
                    format!("{outer} {visibility} struct Session({fields});")
                }
                _ => {
                    let fields = random.list(3, ", ", |random| field(random, true));
                    format!("{outer} {visibility} struct Session {{ {fields} }}")
                }
            }
        }
        3 => {
            let variant = |random: &mut Random| {
                let value = random.of(&[
                    "",
                    "",
                    " = 5",
                    " = -1",
                    " = \"text\"",
                    "(u32)",
                    "{ a: u32 }",
                    "(u32, u32)",
                ]);
                let name = random.of(&["A", "B", "C", "D"]);
                format!("{name}{value}")
            };
            format!(
                "{outer} pub enum Level {{ {} }}",
                random.list(3, ", ", variant)
            )
        }
        4 => {
            let generics = random.of(&["", "", "", "", "<T>"]);
            let methods = random.list(3, " ", method);
            let of = random.of(&["", "", "", "", "Clone for "]);
            format!("impl{generics} {of}Session {{ {methods} }}")
        }
        _ => {
            let items = random.list(4, " ", imported);
            return Case::new(args, format!("extern \"C\" {{ {items} }}"), true);
        }
    };
    Case::new(args, item, false)
}

/// An item with a token too many, too few, or in the place of another.
pub(super) fn broken(random: &mut Random) -> String {
    let item = item(random).item;
    let mut words: Vec<_> = item.split(' ').map(str::to_owned).collect();
    let at = random.below(words.len());
    let is_whole = |word: &str| !word.contains(['(', ')', '[', ']', '{', '}', '"', '*', '<']);
    match random.below(3) {
        0 if is_whole(&words[at]) => drop(words.remove(at)),
        1 if is_whole(&words[at]) => words[at] = soup(random),
        _ => words.insert(at, soup(random)),
    }
    let broken = words.join(" ");
    // Within a literal there are no tokens.
    if broken.parse::<proc_macro2::TokenStream>().is_ok() {
        broken
    } else {
        item
    }
}

/// Any tokens.
pub(super) fn soup(random: &mut Random) -> String {
    let mut soup = String::new();
    for _ in 0..random.below(8) {
        soup += " ";
        if random.one_in(5) {
            let (open, close) = [("(", ")"), ("[", "]"), ("{", "}")][random.below(3)];
            soup += open;
            soup += &self::soup(random);
            soup += close;
        } else {
            soup += random.of(&TOKENS);
        }
    }
    soup
}
