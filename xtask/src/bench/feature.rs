/// What a module may use beyond a trivial export, and what plain wasm-bindgen has in its place.
pub(crate) struct Feature {
    pub(crate) name: &'static str,
    pub(crate) export: &'static str,
    pub(crate) plain: &'static str,
    /// Of Cargo's, as the dependency names them.
    pub(crate) flags: &'static str,
}

/// Each with all that it cannot be had without.
pub(crate) const FEATURES: [Feature; 9] = [
    Feature::of_both("panic", PANIC),
    Feature::of_both("text", TEXT),
    Feature::of_both("class", CLASS),
    Feature {
        name: "poison",
        export: POISON,
        plain: CLASS,
        flags: "",
    },
    Feature {
        name: "closure",
        export: "
#[export]
pub fn adder(by: u32) -> JsValue {
    unwind_export::closure!(move |number: u32| number + by).into_js_value()
}
",
        plain: "
#[export]
pub fn adder(by: u32) -> JsValue {
    use wasm_bindgen::closure::Closure;
    Closure::<dyn Fn(u32) -> u32>::new(move |number: u32| number + by).into_js_value()
}
",
        flags: "",
    },
    Feature::of_both("async", ASYNC),
    Feature {
        name: "spawn",
        export: "
#[export]
pub fn begin() {
    unwind_export::spawn(async {});
}
",
        plain: "
#[export]
pub fn begin() {
    wasm_bindgen_futures::spawn_local(async {});
}
",
        flags: "",
    },
    Feature {
        name: "recovery",
        export: "
#[export(start)]
fn main() {
    unwind_export::recovery::enable(unwind_export::recovery::Policy::default());
}
",
        plain: "",
        flags: "",
    },
    Feature {
        name: "unchained",
        export: "",
        plain: "",
        flags: ", default-features = false",
    },
];

const PANIC: &str = "
#[export]
pub fn divide(a: u32, b: u32) -> u32 {
    a / b
}
";

const TEXT: &str = "
#[export]
pub fn twice(text: &str) -> String {
    text.repeat(2)
}
";

const CLASS: &str = "
#[export]
pub struct Counter {
    count: u32,
}

#[export]
impl Counter {
    #[export(constructor)]
    pub fn new() -> Self {
        Self { count: 0 }
    }

    pub fn divide(&mut self, by: u32) -> u32 {
        self.count /= by;
        self.count
    }
}
";

const POISON: &str = "
#[export]
pub struct Counter {
    count: u32,
    #[export(poison)]
    poison: unwind_export::Poison,
}

#[export]
impl Counter {
    #[export(constructor)]
    pub fn new() -> Self {
        let poison = unwind_export::Poison::default();
        Self { count: 0, poison }
    }

    pub fn divide(&mut self, by: u32) -> u32 {
        self.count /= by;
        self.count
    }
}
";

const ASYNC: &str = "
#[export]
pub async fn later(value: JsValue) -> JsValue {
    value
}
";

impl Feature {
    const fn of_both(name: &'static str, text: &'static str) -> Self {
        Self {
            name,
            export: text,
            plain: text,
            flags: "",
        }
    }
}
