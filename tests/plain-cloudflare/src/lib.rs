//! The twin of `examples/cloudflare` with the `worker` crate alone: the same routes, for
//! `cargo xtask load cloudflare` to compare.

#[path = "../../../examples/cloudflare/src/fault.rs"]
mod fault;
#[path = "../../../examples/cloudflare/src/route.rs"]
mod route;
#[path = "../../../examples/cloudflare/src/visit.rs"]
mod visit;
#[path = "../../../examples/cloudflare/src/wait.rs"]
mod wait;

use std::sync::atomic::AtomicU32;

use wasm_bindgen::prelude::*;
use worker::durable::State;
use worker::{Context, DurableObject, Env, Request, Response, Result, durable_object, event};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = JSON, js_name = parse)]
    fn parse_json(text: &str);
}

#[event(fetch)]
async fn fetch(request: Request, env: Env, _context: Context) -> Result<Response> {
    route::answer(request, env).await
}

#[durable_object(fetch)]
pub struct Visits {
    state: State,
    here: AtomicU32,
}

impl DurableObject for Visits {
    fn new(state: State, _env: Env) -> Self {
        let here = AtomicU32::new(0);
        Self { state, here }
    }

    async fn fetch(&self, request: Request) -> Result<Response> {
        visit::count(&self.state, &self.here, &request.path()).await
    }
}
