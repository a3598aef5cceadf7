//! The JavaScript half, in `runtime/js`. Modules may share it, so each says by its token who calls. Where a token comes
//! last, it is for the glue, see `token::converted`.

use wasm_bindgen::prelude::*;

pub(crate) mod conversion;
mod copied;
pub(crate) mod direct;
mod exported;
pub(crate) mod panic;

/// Whether there is a JavaScript side at all. On the host shims compile, and nothing calls them.
pub(crate) const HAS_JS: bool = cfg!(target_family = "wasm");

/// What `write_text` gives for a value that is no text.
pub(crate) const NOT_TEXT: i32 = i32::MIN;

#[wasm_bindgen(module = "/js/given.mjs")]
extern "C" {
    /// Writes text into memory at that place, of so much room, and gives how many bytes it took, or what there is
    /// else to say. Never throws.
    #[wasm_bindgen(js_name = writeText)]
    pub(crate) fn write_text(token: i32, value: &JsValue, at: i32, room: i32) -> i32;
}

/// What `write_numbers` gives for a value that is no array, and if a number could not be converted.
pub(crate) const NOT_NUMBERS: i32 = i32::MIN;
pub(crate) const FAILED: i32 = i32::MIN + 1;

#[wasm_bindgen(module = "/js/numbers.mjs")]
extern "C" {
    /// Writes the numbers of an array into memory at that place, of so much room, and gives how many, or what there is
    /// else to say. Never throws.
    #[wasm_bindgen(js_name = writeNumbers)]
    pub(crate) fn write_numbers(
        token: i32,
        value: &JsValue,
        kind: i32,
        at: i32,
        room: i32,
        is_lent: bool,
    ) -> i32;

    /// Writes so many from that place in memory back into the array.
    #[wasm_bindgen(js_name = giveBackNumbers)]
    pub(crate) fn give_back_numbers(token: u32, value: &JsValue, kind: i32, at: i32, count: i32);

    /// What `write_numbers` has failed with.
    #[wasm_bindgen(js_name = takeFailure)]
    pub(crate) fn take_failure(token: u32) -> JsValue;
}

#[wasm_bindgen(module = "/js/tasks/queue.mjs")]
extern "C" {
    /// The promise of the task that was launched last, once.
    #[wasm_bindgen(js_name = takePromise)]
    pub(crate) fn take_promise(token: u32) -> JsValue;

    /// Queues a new task that no promise stands for.
    pub(crate) fn detach(token: i32, task: u32);

    /// Queues a task that was woken.
    #[wasm_bindgen(js_name = wakeTask)]
    pub(crate) fn wake_task(token: i32, task: u32);
}

#[wasm_bindgen(module = "/js/tasks/poll.mjs")]
extern "C" {
    /// Fulfils the promise of the task that is being polled.
    pub(crate) fn fulfil(token: i32, value: &JsValue);

    /// Rejects the promise of the task that is being polled.
    pub(crate) fn reject(token: u32, error: &JsValue);
}

/// What `poll_settlement` gives for a promise that has settled.
pub(crate) const FULFILLED: u32 = 1;
pub(crate) const REJECTED: u32 = 2;

#[wasm_bindgen(module = "/js/tasks/settlement.mjs")]
extern "C" {
    pub(crate) type Settlement;

    /// Takes note of how a promise settles.
    pub(crate) fn follow(token: u32, promise: &JsValue) -> Settlement;

    /// How the promise has settled. If it has not, the task that is being polled is woken once it does.
    #[wasm_bindgen(js_name = pollByTask)]
    pub(crate) fn poll_by_task(settlement: &Settlement) -> u32;

    /// How the promise has settled. If it has not, the waker of that number is woken once it does.
    #[wasm_bindgen(js_name = pollByWaker)]
    pub(crate) fn poll_by_waker(settlement: &Settlement, waker: u32) -> u32;

    /// Has nobody woken, as the number will be given to another waker.
    #[wasm_bindgen(method, js_name = forgetWaker)]
    pub(crate) fn forget_waker(this: &Settlement);

    #[wasm_bindgen(method)]
    pub(crate) fn take(this: &Settlement) -> JsValue;
}

#[wasm_bindgen(module = "/js/closures.mjs")]
extern "C" {
    /// Has JavaScript ready for closures: it knows nothing about them in a module that makes none.
    #[wasm_bindgen(js_name = expectClosures)]
    pub(crate) fn expect_closures(token: u32);
}

#[wasm_bindgen(module = "/js/listeners.mjs")]
extern "C" {
    /// Whether JavaScript listens for panics.
    #[wasm_bindgen(js_name = hasPanicListeners)]
    pub(crate) fn has_listeners(token: u32) -> bool;

    /// Prints an error that nobody else gets. Never throws.
    pub(crate) fn report(error: &JsValue, token: u32);
}

#[wasm_bindgen(module = "/js/attach.mjs")]
extern "C" {
    /// Hands over the class through which JavaScript calls this instance, by an object of it, and the
    /// functions that tell whether the glue has ended it, and whether a panic may be under way. Gives the token of its
    /// module.
    pub(crate) fn attach(
        instance: JsValue,
        table: &JsValue,
        has_ended: u32,
        is_panicking: u32,
        imports: &JsValue,
        exports: &JsValue,
    ) -> i32;
}

#[wasm_bindgen]
extern "C" {
    /// A function of the glue itself: gives what wasm imports, by the names of its files. There is none with
    /// `--target bundler`.
    #[wasm_bindgen(catch, js_name = __wbg_get_imports)]
    pub(crate) fn get_imports() -> Result<JsValue, JsValue>;
}

#[wasm_bindgen(module = "/js/panic/exception.mjs")]
extern "C" {
    /// What JavaScript threw through a body, or out of a conversion.
    #[wasm_bindgen(js_name = takeException)]
    pub(crate) fn take_exception(token: u32) -> JsValue;
}

#[wasm_bindgen(module = "/js/recovery/suspect.mjs")]
extern "C" {
    /// Throws, to see what becomes of it.
    #[wasm_bindgen(catch)]
    pub(crate) fn probe(token: i32) -> Result<(), JsValue>;
}

#[wasm_bindgen(module = "/js/recovery/recovery.mjs")]
extern "C" {
    /// Notes the panic for which this instance is about to be ended.
    pub(crate) fn blame(token: u32, error: &JsValue);
}

#[wasm_bindgen(module = "/js/recovery/policy.mjs")]
extern "C" {
    /// Has a fresh instance take over after an abort: `index` is the function that asks for it.
    pub(crate) fn enable(
        token: i32,
        table: &JsValue,
        index: u32,
        max_restarts: u32,
        within: f64,
        keeps_torn: bool,
    );
}

#[wasm_bindgen(module = "/js/recovery/kept.mjs")]
extern "C" {
    #[wasm_bindgen(catch)]
    pub(crate) fn keep(token: i32, key: &str, value: &JsValue) -> Result<(), JsValue>;

    pub(crate) fn kept(token: i32, key: &str) -> JsValue;
}

#[wasm_bindgen(module = "/js/recovery/stale.mjs")]
extern "C" {
    /// Has objects of a class refused that are of other instances: `ghost` is one of it.
    #[wasm_bindgen(js_name = knowClass)]
    pub(crate) fn know_class(token: u32, ghost: JsValue);
}
