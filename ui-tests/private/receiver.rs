#![forbid(unsafe_code)]

use unwind_export::__private0::Receiver;
use unwind_export::{Poison, export};
use wasm_bindgen::convert::IntoWasmAbi;

#[export]
pub struct Session {
    pub lines: u32,
    #[export(poison)]
    poison: Poison,
}

#[export]
impl Session {
    #[export(constructor)]
    pub fn new() -> Self {
        Self {
            lines: 0,
            poison: Poison::new(),
        }
    }

    pub async fn read(&mut self) {}

    pub fn close(self) {}
}

fn safe(pointer: <Session as IntoWasmAbi>::Abi) {
    Receiver::<Session>::new(pointer);
}

fn twice(receiver: Receiver<Session>) {
    let _ = receiver.take();
    let _ = receiver.take();
}

fn main() {}
