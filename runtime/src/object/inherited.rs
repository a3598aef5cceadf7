//! Objects of a class that extends another: JavaScript sees one, and Rust two.

use wasm_bindgen::Parent;

use crate::abi;
use crate::boundary::refusal::Reason;
use crate::object::poisoning::Poisons;

/// Poisons what an object inherits from. What another call has for changing just now cannot be reached: only the object
/// that extends it is poisoned then.
pub fn mark_parent<T>(parent: &Parent<T>, poisoning: Poisons<T>) {
    let parent = abi::object_of_parent(parent);
    if let (Some(how), Some(object)) = (poisoning, parent.try_borrow()) {
        how.mark.set(&object);
    }
}

/// Why an object is refused for what it inherits from.
#[must_use]
pub fn in_parent<T>(parent: &Parent<T>, poisoning: Poisons<T>) -> Option<Reason> {
    let parent = abi::object_of_parent(parent);
    let object = parent.try_borrow()?;
    poisoning.and_then(|how| how.refuses(&object))
}
