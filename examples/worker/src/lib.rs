//! A service for Cloudflare Workers: it renders Markdown, counts, streams, and fails on demand.
//!
//! `worker.mjs` hands it each request. What it panics with is the answer to that request
//! alone, and after an abort the next request meets a fresh instance.

mod answer;
mod counters;
mod fault;
mod markdown;
mod route;
mod ticks;

use unwind_export::{JsFuture, export, recovery};
use wasm_bindgen::prelude::*;
use web_sys::{Request, Response, Url};

use crate::counters::SharedCounters;
use crate::route::Route;

#[export(start)]
fn main() {
    let mut policy = recovery::Policy::default();
    // Nobody restarts an isolate whose module stays down: it would answer 503 for ever.
    policy.max_restarts = u32::MAX;
    recovery::enable(policy);
}

/// Answers a request.
///
/// # Errors
///
/// What the request's body or a stream rejects with.
///
/// # Panics
///
/// On demand, at `/panic` and `/panic-later`, and if a number in the query is none.
#[export]
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
        Route::Count => answer::json(&counters.count(&query("name").unwrap_or_default())),
        Route::Counts => answer::json(&counters.list()),
        Route::Mend => answer::json(&counters.mend()),
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
