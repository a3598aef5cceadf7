//! A counter whose buttons panic, made with Leptos.

use leptos::prelude::*;
use leptos::task::spawn_local;
use root::fresh_root;
use unwind_export::{export, recovery};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

#[export(start)]
fn main() {
    recovery::enable(recovery::Policy::default());
    leptos::mount::mount_to(fresh_root(), Counter).forget();
}

#[component]
fn Counter() -> impl IntoView {
    let kept = recovery::kept("count").and_then(|count| count.as_f64());
    let (count, set_count) = signal(kept.unwrap_or_default());
    let add = move |_| {
        set_count.update(|count| *count += 1.0);
        recovery::keep("count", &count.get_untracked().into());
    };
    let panic = move |_| set_count.update(|count| panic!("at {count}"));
    let task = move |_| {
        spawn_local(async move {
            let later = js_sys::Promise::resolve(&JsValue::UNDEFINED);
            let _ = JsFuture::from(later).await;
            panic!("in a task");
        });
    };
    let overflow = move |_| set_count.update(|count| *count = depth(*count));
    view! {
        <output>{count}</output>
        <button id="add" on:click=add>"Add"</button>
        <button id="panic" on:click=panic>"Panic"</button>
        <button id="overflow" on:click=overflow>"Fill the stack"</button>
        <button id="task" on:click=task>"Panic in a task"</button>
    }
}

/// It fills the stack.
#[expect(unconditional_recursion, reason = "that is what it is for")]
fn depth(count: f64) -> f64 {
    depth(count + 1.0) + 1.0
}
