//! What can be asked for.

use std::pin::pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use async_lock::Mutex;
use futures_util::future::{Either, select};
use serde_json::json;
use worker::{Delay, Env, Request, Response, Result, RouteContext, Router};

use crate::{fault, wait};

/// Of this instance.
static HITS: AtomicU32 = AtomicU32::new(0);

/// Of what one request does at a time.
static TURN: Mutex<()> = Mutex::new(());

pub(crate) async fn answer(request: Request, env: Env) -> Result<Response> {
    Router::new()
        .get("/health", |_, _| Response::ok("ok\n"))
        .post("/hit", |_, _| {
            let hits = HITS.fetch_add(1, Ordering::Relaxed) + 1;
            Response::from_json(&json!({ "hits": hits }))
        })
        .get("/waits", |_, _| {
            Response::from_json(&json!({ "waits": wait::begun() }))
        })
        .post_async("/wait/:milliseconds", |_, context| async move {
            wait::milliseconds(context.param("milliseconds").unwrap()).await;
            Response::ok("waited\n")
        })
        .post_async("/turn/:milliseconds", turn)
        .post("/fail/:how", |_, context| {
            fault::cause(context.param("how").unwrap());
            Response::empty()
        })
        .post_async("/fail-later/:how", |_, context| async move {
            Delay::from(Duration::from_millis(1)).await;
            fault::cause(context.param("how").unwrap());
            Response::empty()
        })
        .on_async("/visits/:name/*rest", visits)
        .post_async("/jobs", |mut request, context| async move {
            let name = request.text().await?;
            context.env.queue("JOBS")?.send(name).await?;
            Response::empty()
        })
        .get_async("/store/:key", |_, context| async move {
            let key = context.param("key").unwrap().replace("%20", " ");
            let value = context.kv("STORE")?.get(&key).text().await?;
            Response::ok(value.unwrap_or_default())
        })
        .run(request, env)
        .await
}

/// Waits for its turn, takes it for a while, and gives it on.
async fn turn(_: Request, context: RouteContext<()>) -> Result<Response> {
    // Also a timer of this request's own: workerd cancels one that waits for another request alone.
    let patience = Delay::from(Duration::from_secs(20));
    let Either::Left((_turn, _)) = select(pin!(TURN.lock()), patience).await else {
        return Response::error("busy", 503);
    };
    wait::milliseconds(context.param("milliseconds").unwrap()).await;
    Response::ok("done\n")
}

/// Hands the request to the object of that name.
async fn visits(request: Request, context: RouteContext<()>) -> Result<Response> {
    let objects = context.durable_object("VISITS")?;
    let object = objects.get_by_name(context.param("name").unwrap())?;
    object.fetch_with_request(request).await
}
