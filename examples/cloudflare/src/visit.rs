//! A visit to a Durable Object.

use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::json;
use worker::durable::State;
use worker::{Response, Result};

use crate::{fault, wait};

/// Counts it in storage and in memory, and waits or fails as the end of the path says.
pub(crate) async fn count(state: &State, here: &AtomicU32, path: &str) -> Result<Response> {
    let storage = state.storage();
    let all = storage.get("all").await?.unwrap_or(0) + 1;
    storage.put("all", all).await?;
    let here = here.fetch_add(1, Ordering::Relaxed) + 1;
    match path.rsplit('/').collect::<Vec<_>>()[..] {
        [how, "fail", ..] => fault::cause(how),
        [milliseconds, "wait", ..] => wait::milliseconds(milliseconds).await,
        _ => {}
    }
    Response::from_json(&json!({ "all": all, "here": here }))
}
