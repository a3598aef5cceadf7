//! Names that mean something to somebody else.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
pub fn delete() -> u32 {
    1
}

#[wasm_bindgen(js_name = pub)]
pub fn by_a_keyword_of_rust() -> u32 {
    2
}

#[wasm_bindgen(js_name = default)]
pub fn by_default() -> u32 {
    3
}

#[wasm_bindgen]
pub fn r#type() -> u32 {
    4
}

pub mod receivers {
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    pub struct Receiver(u32);

    #[wasm_bindgen]
    impl Receiver {
        #[wasm_bindgen(constructor)]
        pub fn new() -> Receiver {
            Receiver(1)
        }

        pub fn get(&self) -> u32 {
            self.0
        }
    }

    #[wasm_bindgen]
    pub struct Held(u32);

    #[wasm_bindgen]
    impl Held {
        #[wasm_bindgen(constructor)]
        pub fn new() -> Held {
            Held(2)
        }

        pub fn get(&self) -> u32 {
            self.0
        }
    }
}

pub mod text {
    use wasm_bindgen::prelude::*;

    // By its own name it would be JavaScript's too.
    #[wasm_bindgen(js_name = "Text")]
    pub struct String(u32);

    #[wasm_bindgen(js_class = "Text")]
    impl String {
        #[wasm_bindgen(constructor)]
        pub fn new() -> String {
            String(3)
        }

        pub fn get(&self) -> u32 {
            self.0
        }

        pub fn again(&self) -> String {
            String(self.0 + 1)
        }
    }

    #[wasm_bindgen]
    pub fn string_of(string: String) -> String {
        string
    }
}

#[wasm_bindgen]
pub struct Session;

#[wasm_bindgen]
impl Session {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Session {
        Session
    }
}

#[wasm_bindgen]
pub fn session_free() -> u32 {
    5
}

#[wasm_bindgen(inline_js = "
    export class Probe { get() { return 6; } }
    export class Nullable { get() { return 7; } }
")]
extern "C" {
    type Probe;

    #[wasm_bindgen(constructor)]
    fn new() -> Probe;

    #[wasm_bindgen(method)]
    fn get(this: &Probe) -> u32;

    type Nullable;

    #[wasm_bindgen(constructor)]
    fn new() -> Nullable;

    #[wasm_bindgen(method)]
    fn get(this: &Nullable) -> u32;
}

#[wasm_bindgen]
pub fn imported_names() -> u32 {
    Probe::new().get() * 10 + Nullable::new().get()
}

#[wasm_bindgen]
pub struct Namesake(u32);

#[wasm_bindgen]
impl Namesake {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self(8)
    }

    pub fn get(&self) -> u32 {
        self.0
    }
}

mod namesakes {
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen(js_name = "OtherNamesake")]
    pub struct Namesake(u32);

    #[wasm_bindgen(js_class = "OtherNamesake")]
    impl Namesake {
        #[wasm_bindgen(constructor)]
        pub fn new() -> Self {
            Self(9)
        }

        pub fn get(&self) -> u32 {
            self.0
        }
    }
}

pub mod poisons {
    use wasm_bindgen::prelude::*;

    #[derive(Clone, Copy)]
    struct Poison(u32);

    #[wasm_bindgen]
    pub struct Bottle {
        poison: Poison,
    }

    #[wasm_bindgen]
    impl Bottle {
        #[wasm_bindgen(constructor)]
        pub fn new(strength: u32) -> Bottle {
            Bottle {
                poison: Poison(strength),
            }
        }

        pub fn strength(&self) -> u32 {
            self.poison.0
        }
    }
}

mod statics {
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen(inline_js = "
        export const made = 1, text = 2, body = 3, panic = 4, site = 5, result = 6;
        export class Named { constructor(name) { this.name = name; } }
    ")]
    extern "C" {
        #[wasm_bindgen(thread_local_v2)]
        static made: u32;
        #[wasm_bindgen(thread_local_v2)]
        static text: u32;
        #[wasm_bindgen(thread_local_v2)]
        static body: u32;
        #[wasm_bindgen(thread_local_v2)]
        static panic: u32;
        #[wasm_bindgen(thread_local_v2)]
        static site: u32;
        #[wasm_bindgen(thread_local_v2)]
        static result: u32;

        type Named;

        #[wasm_bindgen(constructor)]
        fn new(given: &str) -> Named;

        #[wasm_bindgen(method, getter)]
        fn name(this: &Named) -> Option<String>;
    }

    #[wasm_bindgen]
    pub fn statics_named_as_locals() -> Result<u32, JsValue> {
        let length = Named::new("named").name().map_or(0, |n| n.len() as u32);
        let all = [&made, &text, &body, &panic, &site, &result];
        Ok(all.iter().fold(length, |sum, one| sum + one.with(|n| *n)))
    }
}
