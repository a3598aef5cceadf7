//! Classes that extend others.

use wasm_bindgen::Parent;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
pub struct Animal {
    legs: u32,
}

#[wasm_bindgen]
impl Animal {
    #[wasm_bindgen(constructor)]
    pub fn new(legs: u32) -> Self {
        Self { legs }
    }

    #[wasm_bindgen(getter)]
    pub fn legs(&self) -> u32 {
        self.legs
    }

    pub fn walk(&self) -> String {
        format!("on {} legs", self.legs)
    }
}

#[wasm_bindgen(extends = Animal)]
pub struct Dog {
    pub age: u32,
}

impl std::panic::UnwindSafe for Dog {}
impl std::panic::RefUnwindSafe for Dog {}

#[wasm_bindgen]
impl Dog {
    #[wasm_bindgen(constructor)]
    pub fn new(age: u32) -> Self {
        Self {
            parent: Parent::new(Animal { legs: 4 }),
            age,
        }
    }

    pub fn bark(&self) -> String {
        "wau ".repeat(self.age as usize)
    }

    pub fn legs_of_parent(&self) -> u32 {
        self.parent.borrow().legs
    }
}

#[wasm_bindgen]
pub fn pat(animal: &Animal) -> u32 {
    animal.legs
}
