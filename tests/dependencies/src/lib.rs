//! What real dependencies do: their hooks, tasks, timers and streams. Called by the tests beside it.

mod fault;
mod paths;
mod timer;

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use async_lock::Mutex;
use futures::StreamExt;
use futures::stream;
use js_sys::Promise;
use serde::{Deserialize, Serialize};
use tsify::Tsify;
use unwind_export::{export, recovery};
use wasm_bindgen::prelude::*;
use wasm_streams::ReadableStream;

use crate::fault::fail;

/// As the template of wasm-pack has it.
#[wasm_bindgen(start)]
fn start_of_template() {
    console_error_panic_hook::set_once();
    tracing_wasm::set_as_global_default();
}

#[export(start)]
fn main() {
    let mut policy = recovery::Policy::default();
    policy.max_restarts = 1_000_000;
    policy.within = Duration::from_secs(3600);
    recovery::enable(policy);
}

#[export]
pub fn divide(dividend: i32, divisor: i32) -> i32 {
    dividend / divisor
}

/// Sets the hook in a call, as programs do that have no start function.
#[export]
pub fn set_hook_late() {
    std::panic::set_hook(Box::new(console_error_panic_hook::hook));
}

#[export]
pub fn trap() {
    std::process::abort();
}

#[wasm_bindgen(
    inline_js = "export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));"
)]
extern "C" {
    #[wasm_bindgen(js_name = sleep)]
    fn timer(milliseconds: u32) -> Promise;
}

/// As a dependency awaits a promise.
async fn sleep(milliseconds: u32) {
    wasm_bindgen_futures::JsFuture::from(timer(milliseconds))
        .await
        .expect("a timer");
}

#[export]
pub async fn wait(milliseconds: u32, fault: String) -> u32 {
    sleep(milliseconds).await;
    fail(&fault);
    milliseconds
}

/// A stream of 1, 2, 3 by wasm-streams, which fails before `at`.
#[export]
pub fn numbers(at: u32, fault: String) -> JsValue {
    let numbers = stream::iter(1..=3).then(move |number| {
        let fault = fault.clone();
        async move {
            sleep(1).await;
            if number == at {
                fail(&fault);
            }
            Ok(JsValue::from(number))
        }
    });
    ReadableStream::from_stream(numbers).into_raw().into()
}

/// The sum of what a stream of JavaScript gives.
#[export]
pub async fn sum(stream: JsValue) -> Result<f64, JsValue> {
    let mut stream = ReadableStream::from_raw(stream.unchecked_into()).into_stream();
    let mut sum = 0.0;
    while let Some(number) = stream.next().await {
        sum += number?.as_f64().expect("a number");
    }
    Ok(sum)
}

/// Promises of `count` tasks, as a dependency starts them; one of them fails.
#[export]
pub fn promises(count: u32, failing: u32, fault: String) -> Vec<JsValue> {
    let task = |number| {
        let fault = fault.clone();
        wasm_bindgen_futures::future_to_promise(async move {
            if number == failing {
                fail(&fault);
            }
            Ok(JsValue::from(number))
        })
    };
    (0..count).map(task).map(JsValue::from).collect()
}

thread_local! {
    static DONE: Cell<u32> = const { Cell::new(0) };
    static LOCK: Rc<Mutex<u32>> = Rc::new(Mutex::new(0));
}

#[export]
pub fn spawn(count: u32, failing: u32) {
    for number in 0..count {
        wasm_bindgen_futures::spawn_local(async move {
            assert!(number != failing, "in a task of a dependency");
            DONE.set(DONE.get() + 1);
        });
    }
}

#[export]
pub fn done() -> u32 {
    DONE.get()
}

/// Holds async-lock's mutex as it fails.
#[export]
pub async fn locked(fault: String) -> u32 {
    let lock = LOCK.with(Rc::clone);
    let mut count = lock.lock().await;
    sleep(1).await;
    fail(&fault);
    *count += 1;
    *count
}

#[derive(Deserialize, Serialize)]
struct Point {
    x: u32,
    y: u32,
}

#[export]
pub fn swap(point: JsValue) -> Result<JsValue, JsValue> {
    let Point { x, y } = serde_wasm_bindgen::from_value(point)?;
    Ok(serde_wasm_bindgen::to_value(&Point { x: y, y: x })?)
}

/// Converts itself, and throws where it cannot.
#[derive(Deserialize, Tsify)]
#[tsify(from_wasm_abi)]
pub struct Size {
    width: u32,
    height: u32,
}

#[export]
pub fn area(size: Size) -> u32 {
    size.width * size.height
}

#[export]
pub async fn area_later(sizes: Vec<Size>) -> u32 {
    sizes.iter().map(|size| size.width * size.height).sum()
}
