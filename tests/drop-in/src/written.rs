//! Items that a macro writes.

use wasm_bindgen::prelude::*;

macro_rules! class {
    ($(#[$meta:meta])* $vis:vis struct $name:ident {
        $($(#[$field_meta:meta])* $field_vis:vis $field:ident: $ty:ty,)*
    } $new:ident) => {
        $(#[$meta])*
        #[wasm_bindgen]
        #[derive(Clone)]
        $vis struct $name {
            $($(#[$field_meta])* $field_vis $field: $ty,)*
        }

        #[wasm_bindgen]
        impl $name {
            #[wasm_bindgen(constructor)]
            pub fn $new($($field: $ty),*) -> $name {
                $name { $($field),* }
            }

            pub fn same(&self, other: &$name) -> Option<$name> {
                let _ = other;
                Some(self.clone())
            }
        }
    };
}

class! {
    /// Written by a macro.
    pub struct Written {
        /// A number.
        pub number: u32,
        #[wasm_bindgen(getter_with_clone, js_name = "words")]
        pub text: String,
        bytes: Vec<u8>,
    }
    make
}

macro_rules! property {
    ($class:ty, $get:ident, $set:ident, $field:ident: $ty:ty, $js_name:literal, $this:ident) => {
        #[wasm_bindgen]
        impl $class {
            #[wasm_bindgen(getter, js_name = $js_name)]
            pub fn $get(&$this) -> $ty {
                $this.$field.clone()
            }

            #[wasm_bindgen(setter, js_name = $js_name)]
            pub fn $set(&mut $this, value: $ty) {
                $this.$field = value;
            }
        }
    };
}

property!(Written, bytes, set_bytes, bytes: Vec<u8>, "theBytes", self);

macro_rules! functions {
    ($($name:ident($pattern:pat, $ty:ty) -> $result:ty = $value:expr;)*) => {$(
        #[wasm_bindgen]
        pub fn $name($pattern: $ty) -> $result {
            $value
        }
    )*};
}

functions! {
    written_text(_, &str) -> String = "text".to_owned();
    written_bytes(_, &mut [u8]) -> Vec<u8> = vec![1];
    written_object(_, &Written) -> Option<Written> = None;
    written_result(_, Option<String>) -> Result<u32, JsValue> = Ok(1);
}

macro_rules! each {
    ($($item:item)*) => {$(
        #[wasm_bindgen]
        $item
    )*};
}

each! {
    pub fn one_of_each(number: u32) -> u32 {
        number
    }

    pub struct OneOfEach {
        pub number: u32,
    }

    impl OneOfEach {
        #[wasm_bindgen(constructor)]
        pub fn new() -> OneOfEach {
            OneOfEach { number: 2 }
        }
    }
}

macro_rules! imported {
    ($($name:ident: $js_name:ident($($argument:ident: $ty:ty),*) $(-> $result:ty)?;)*) => {
        #[wasm_bindgen]
        extern "C" {
            $(
                #[wasm_bindgen(js_namespace = Math, js_name = $js_name)]
                fn $name($($argument: $ty),*) $(-> $result)?;
            )*
        }
    };
}

imported! {
    smaller: min(a: f64, b: f64) -> f64;
    absolute: abs(a: f64) -> f64;
}

#[wasm_bindgen]
pub fn call_written() -> f64 {
    smaller(1.0, 2.0) + absolute(-1.0)
}
