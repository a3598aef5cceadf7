//! A service for Cloudflare Workers, with the `worker` crate.
//!
//! Each handler is an export: what panics there is the failure of that request, batch or object alone, and
//! after an abort the next one meets a fresh instance.

mod fault;
mod route;
mod visit;
mod visits;
mod wait;

use serde_json::json;
use unwind_export::{Panic, export, import, recovery};
use wasm_bindgen::JsValue;
use worker::worker_sys::{self, web_sys};
use worker::{Env, MessageBatch, Response, ScheduledEvent};

#[import]
extern "C" {
    #[import(js_namespace = JSON, js_name = parse)]
    fn parse_json(text: &str);
}

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
/// What a binding, or JavaScript, fails with.
///
/// # Panics
///
/// On demand. The caller gets what `failed` makes of it.
#[export(recover_panic = failed)]
pub async fn fetch(request: web_sys::Request, env: Env) -> Result<web_sys::Response, JsValue> {
    let response = route::answer(request.into(), env).await?;
    Ok(response.into())
}

fn failed(panic: &Panic) -> Result<web_sys::Response, JsValue> {
    let body = json!({ "kind": "panic", "message": panic.message() });
    let response = Response::from_json(&body)?.with_status(500);
    Ok(response.into())
}

/// Works on a batch of jobs. One that fails is delivered again as a whole.
///
/// # Errors
///
/// If a message is no text, or the store fails.
///
/// # Panics
///
/// If a job is called "bad", the first time that it comes.
#[export]
pub async fn queue(batch: worker_sys::MessageBatch, env: Env) -> Result<(), JsValue> {
    let batch = MessageBatch::<String>::from(batch);
    let store = env.kv("STORE")?;
    for message in batch.messages()? {
        let name = message.body();
        let times = count(&store, &format!("job {name}")).await?;
        assert!(name != "bad" || times > 1, "a bad job");
    }
    Ok(())
}

/// What the clock asks for.
///
/// # Errors
///
/// If the store fails.
///
/// # Panics
///
/// At midnight.
#[export]
pub async fn scheduled(event: worker_sys::ScheduledEvent, env: Env) -> Result<(), JsValue> {
    let event = ScheduledEvent::from(event);
    assert_ne!(event.cron(), "0 0 * * *", "at midnight");
    count(&env.kv("STORE")?, "scheduled").await?;
    Ok(())
}

/// Counts in the store, and gives the new count.
async fn count(store: &worker::KvStore, key: &str) -> Result<u32, worker::Error> {
    let count = store.get(key).text().await?;
    let count = count.map_or(0, |count| count.parse().expect("a count")) + 1;
    store.put(key, count.to_string())?.execute().await?;
    Ok(count)
}
