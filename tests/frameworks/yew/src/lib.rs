//! A counter whose buttons panic, made with Yew.

use root::fresh_root;
use unwind_export::{export, recovery};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use yew::platform::spawn_local;
use yew::prelude::*;

#[export(start)]
fn main() {
    recovery::enable(recovery::Policy::default());
    yew::Renderer::<Counter>::with_root(fresh_root().into()).render();
}

#[component]
fn Counter() -> Html {
    let count = use_state(|| {
        let kept = recovery::kept("count").and_then(|count| count.as_f64());
        kept.unwrap_or_default()
    });
    let add = {
        let count = count.clone();
        move |_| {
            let next = *count + 1.0;
            recovery::keep("count", &next.into());
            count.set(next);
        }
    };
    let panic = {
        let count = count.clone();
        move |_| panic!("at {}", *count)
    };
    let overflow = {
        let count = count.clone();
        move |_| count.set(depth(*count))
    };
    let task = |_| {
        spawn_local(async {
            let later = js_sys::Promise::resolve(&JsValue::UNDEFINED);
            let _ = JsFuture::from(later).await;
            panic!("in a task");
        });
    };
    html! {
        <>
            <output>{ *count }</output>
            <button id="add" onclick={add}>{ "Add" }</button>
            <button id="panic" onclick={panic}>{ "Panic" }</button>
            <button id="overflow" onclick={overflow}>{ "Fill the stack" }</button>
            <button id="task" onclick={task}>{ "Panic in a task" }</button>
        </>
    }
}

/// It fills the stack.
#[expect(unconditional_recursion, reason = "that is what it is for")]
fn depth(count: f64) -> f64 {
    depth(count + 1.0) + 1.0
}
