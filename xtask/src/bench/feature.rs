/// What a module may use beyond a trivial export, and what plain wasm-bindgen has in its place.
pub(crate) struct Feature {
    pub(crate) name: &'static str,
    pub(crate) export: &'static str,
    pub(crate) plain: &'static str,
}

/// Each with all that it cannot be had without.
pub(crate) const FEATURES: [Feature; 8] = [
    Feature::of_both(
        "panic",
        "#[export]\npub fn divide(a: u32, b: u32) -> u32 {\n    a / b\n}\n",
    ),
    Feature::of_both(
        "text",
        "#[export]\npub fn twice(text: &str) -> String {\n    text.repeat(2)\n}\n",
    ),
    Feature::of_both(
        "class",
        "#[export]\npub struct Counter {\n    count: u32,\n}\n\n#[export]\nimpl Counter {\n    #[export(constructor)]\n    \
         pub fn new() -> Self {\n        Self { count: 0 }\n    }\n\n    pub fn add(&mut self, by: u32) -> u32 {\n        \
         self.count += by;\n        self.count\n    }\n}\n",
    ),
    Feature {
        name: "poison",
        export: "#[export]\npub struct Counter {\n    count: u32,\n    #[export(poison)]\n    poison: \
                 unwind_export::Poison,\n}\n\n#[export]\nimpl Counter {\n    #[export(constructor)]\n    pub fn new() -> \
                 Self {\n        Self { count: 0, poison: unwind_export::Poison::default() }\n    }\n\n    pub fn \
                 divide(&mut self, by: u32) -> u32 {\n        self.count /= by;\n        self.count\n    }\n}\n",
        plain: "#[export]\npub struct Counter {\n    count: u32,\n}\n\n#[export]\nimpl Counter {\n    \
                #[export(constructor)]\n    pub fn new() -> Self {\n        Self { count: 0 }\n    }\n\n    pub fn \
                divide(&mut self, by: u32) -> u32 {\n        self.count /= by;\n        self.count\n    }\n}\n",
    },
    Feature {
        name: "closure",
        export: "#[export]\npub fn adder(by: u32) -> JsValue {\n    unwind_export::closure!(move |number: u32| number + \
                 by).into_js_value()\n}\n",
        plain: "#[export]\npub fn adder(by: u32) -> JsValue {\n    wasm_bindgen::closure::Closure::<dyn Fn(u32) -> \
                u32>::new(move |number: u32| number + by).into_js_value()\n}\n",
    },
    Feature::of_both(
        "async",
        "#[export]\npub async fn later(value: JsValue) -> JsValue {\n    value\n}\n",
    ),
    Feature {
        name: "spawn",
        export: "#[export]\npub fn begin() {\n    unwind_export::spawn(async {});\n}\n",
        plain: "#[export]\npub fn begin() {\n    wasm_bindgen_futures::spawn_local(async {});\n}\n",
    },
    Feature {
        name: "recovery",
        export: "#[export(start)]\nfn main() {\n    \
                 unwind_export::recovery::enable(unwind_export::recovery::Policy::default());\n}\n",
        plain: "",
    },
];

impl Feature {
    const fn of_both(name: &'static str, text: &'static str) -> Self {
        Self {
            name,
            export: text,
            plain: text,
        }
    }
}
