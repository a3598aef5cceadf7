//! Where an app is in the page.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// An empty element in the place of the one that the last instance has filled, and whose listeners call that.
///
/// # Panics
///
/// If the page has no element called `app`.
#[must_use]
pub fn fresh_root() -> HtmlElement {
    let document = web_sys::window().and_then(|window| window.document());
    let last = document.and_then(|document| document.get_element_by_id("app"));
    let last = last.expect("an element called `app`");
    let root = last.clone_node().expect("an element");
    last.replace_with_with_node_1(&root).expect("a parent");
    root.unchecked_into()
}
