//! The twin of `examples/worker` with plain `#[wasm_bindgen]`: the same routes, for
//! `cargo xtask load` to compare.

#[path = "../../../examples/worker/src/answer.rs"]
mod answer;
mod counters;
#[path = "../../../examples/worker/src/fault.rs"]
mod fault;
#[path = "../../../examples/worker/src/markdown.rs"]
mod markdown;
#[path = "../../../examples/worker/src/route.rs"]
mod route;
mod ticks;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Request, Response, Url};

use crate::counters::SharedCounters;
use crate::route::Route;

/// With what wasm-bindgen has for recovery, if the entry wants it.
#[wasm_bindgen(start)]
fn main() {
    let wanted = js_sys::Reflect::get(&js_sys::global(), &"REINIT".into());
    if wanted.is_ok_and(|wanted| wanted.is_truthy()) {
        wasm_bindgen::handler::set_on_abort(wasm_bindgen::handler::schedule_reinit);
    }
}

#[wasm_bindgen]
pub async fn fetch(request: Request, counters: SharedCounters) -> Result<Response, JsValue> {
    let url = Url::new(&request.url())?;
    let route = match Route::of(&request.method(), &url.pathname()) {
        Ok(route) => route,
        Err(refusal) => return answer::refusal(refusal),
    };
    let query = |name: &str| url.search_params().get(name);
    let number = |name, default| query(name).map_or(default, |text| text.parse().unwrap());
    match route {
        Route::Index => answer::text(&route::index(&url.origin())),
        Route::Health => answer::text("ok\n"),
        Route::Render => {
            let text = JsFuture::from(request.text()?).await?;
            answer::html(&markdown::html(&text.as_string().unwrap_or_default()))
        }
        Route::Count => answer::json(&counters.count(&query("name").unwrap_or_default())?),
        Route::Counts => answer::json(&counters.list()?),
        Route::Mend => answer::json(&counters.mend()?),
        Route::Stream => answer::stream(&ticks::stream(number("lines", 5), number("pause", 200))?),
        Route::Panic => panic!("on demand"),
        Route::PanicLater => {
            JsFuture::from(ticks::wait(number("pause", 1))).await?;
            panic!("on demand, after an await")
        }
        Route::Overflow => answer::text(&fault::overflow(1).to_string()),
        Route::Exhaust => fault::exhaust(),
    }
}
