//! What wasm-bindgen's attribute takes, each once. `cargo xtask peer` builds this crate twice: as it
//! stands here, and with this project's attributes in place of wasm-bindgen's.

mod classes;
mod closures;
mod enums;
mod fields;
mod functions;
mod futures;
mod generics;
mod imports;
mod inheritance;
mod names;
mod namespaces;
mod optional;
mod parameters;
mod raw;
mod slices;
mod statics;
mod typescript;
mod visibility;
mod written;
