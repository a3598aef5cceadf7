//! Start functions, which run while the module initialises.

use wasm_bindgen::JsValue;

use crate::abi::{IntoJsResult, Start};
use crate::boundary::guard;
use crate::boundary::refusal::Refusal;
use crate::boundary::site::{Boundary, Site};
use crate::task::promise::guard_async;
use crate::token;
use crate::{instance, js, strategy};

/// What the shim of a start function gives: what module initialisation throws, if anything.
pub struct Started(Result<JsValue, JsValue>);

impl Start for Started {
    fn start(self) {
        if let Err(thrown) = self.0 {
            js::panic::raise(thrown);
        }
    }
}

/// What a start function returns.
#[diagnostic::on_unimplemented(
    message = "a start function returns nothing, or a `Result<(), E>`",
    label = "nobody would get this `{Self}`",
    note = "the error of the `Result` has to be `Into<JsValue>`"
)]
pub trait StartResult {}

impl StartResult for () {}
impl<E: Into<JsValue>> StartResult for Result<(), E> {}

/// Fails to compile unless a start function may return a `T`.
pub const fn returned_by_start<T: StartResult>() {}

/// Runs the body of a start function.
pub fn start<T: IntoJsResult>(
    site: &'static Site,
    body: impl FnOnce() -> Result<T, Refusal>,
) -> Started {
    instance::set_up();
    if !strategy::may_start() {
        return Started(Ok(JsValue::UNDEFINED));
    }
    let run = guard::run(Boundary::Export(site), || body().map(T::into_js_result));
    // It may have called what sets a hook of its own.
    instance::hear_of_aborts();
    Started(run.flatten())
}

/// Runs the body of an async start function. Initialisation does not wait for it, so a
/// failure is printed with `console.error`.
pub async fn start_async<T: IntoJsResult>(
    site: &'static Site,
    call: impl AsyncFnOnce((), ()) -> T,
) {
    let outcome = guard_async::<(), (), T>(site, || Ok(()), || Ok(()), call).await;
    if let Err(error) = outcome.into_js_result() {
        js::reject(token::converted(), &error);
    }
}
