//! The JavaScript half, in `runtime/js`. Modules may share it, so each says by its token who calls. Where a token comes
//! last, it is for the glue, see `token::converted`.

use wasm_bindgen::prelude::*;

use crate::token;

pub(crate) mod direct;

/// Whether there is a JavaScript side at all. On the host shims compile, and nothing calls them.
pub(crate) const HAS_JS: bool = cfg!(target_family = "wasm");

#[wasm_bindgen(module = "/js/panic/panic.mjs")]
extern "C" {
    /// A `PanicError` with the stack that `capture_stack` has captured. Never throws, and calls nobody.
    #[wasm_bindgen(js_name = newPanicError)]
    pub(crate) fn new_panic_error(
        token: i32,
        payload: &JsValue,
        opaque: bool,
        file: &str,
        line: u32,
        column: u32,
        id: u32,
    ) -> JsValue;

    /// The number of the panic of this instance behind a `PanicError`, 0 for one of another
    /// instance, `None` for any other value.
    #[wasm_bindgen(js_name = panicId)]
    pub(crate) fn panic_id(token: i32, value: &JsValue) -> Option<u32>;

    /// Adds to a `PanicError` what its payload says of itself: that may be code of the user's.
    pub(crate) fn complete(error: &JsValue, token: u32);

    /// Whether the panic behind a `PanicError` has left Rust.
    #[wasm_bindgen(js_name = hasLeft)]
    pub(crate) fn has_left(error: &JsValue, token: u32) -> bool;

    /// A unit of the text that the panic behind a `PanicError` carried, or what there is else to say.
    #[wasm_bindgen(js_name = carriedUnit)]
    fn carried_unit(error: &JsValue, at: u32) -> i32;

    /// Notes the first boundary that the error has reached, and tells the listeners.
    #[wasm_bindgen(js_name = reachBoundary)]
    pub(crate) fn reach_boundary(token: i32, error: &JsValue, export_name: &str);

    /// Tells the listeners of a panic that no boundary has seen.
    #[wasm_bindgen(js_name = tellUnseen)]
    pub(crate) fn tell_unseen(token: u32, error: &JsValue);

    /// An `Error` about a parameter, which JavaScript may have lost by the attempt.
    #[wasm_bindgen(js_name = newArgumentError)]
    pub(crate) fn new_argument_error(
        export_name: &str,
        parameter: &str,
        reason: &str,
        is_lost: bool,
    ) -> JsValue;

    /// An `Error` about a value that is of another type than was `expected`.
    #[wasm_bindgen(js_name = newTypeError)]
    pub(crate) fn new_type_error(
        export_name: &str,
        parameter: &str,
        expected: &str,
        value: &JsValue,
    ) -> JsValue;

    /// A `PoisonedError`.
    #[wasm_bindgen(js_name = newPoisonedError)]
    pub(crate) fn new_poisoned_error(
        export_name: &str,
        class_name: &str,
        cause: &JsValue,
    ) -> JsValue;
}

/// What `carried_unit` gives for a panic that carried something else. Past the end it is negative as well.
const CARRIED_NO_TEXT: i32 = -2;

/// That text. Unit by unit: for text as a result, the glue of every module would have an encoder.
pub(crate) fn carried_text(error: &JsValue) -> Option<String> {
    if carried_unit(error, 0) == CARRIED_NO_TEXT {
        return None;
    }
    let units = (0..).map(|at| carried_unit(error, at));
    let units: Vec<u16> = units.map_while(|unit| unit.try_into().ok()).collect();
    Some(String::from_utf16_lossy(&units))
}

#[wasm_bindgen(module = "/js/panic/mapper.mjs")]
extern "C" {
    /// Notes that the function of `map_panic` or `recover_panic` failed with another error.
    #[wasm_bindgen(js_name = mapperFailed)]
    pub(crate) fn mapper_failed(error: &JsValue, cause: &JsValue, token: u32);
}

#[wasm_bindgen(module = "/js/kind.mjs")]
extern "C" {
    /// Whether two values are one, without asking either.
    #[wasm_bindgen(js_name = isSame)]
    pub(crate) fn is_same(left: &JsValue, right: &JsValue, token: u32) -> bool;
}

#[wasm_bindgen(module = "/js/text.mjs")]
extern "C" {
    /// The message of an error, the string form of any other value. Never throws.
    #[wasm_bindgen(js_name = messageOf)]
    pub(crate) fn message_of(error: &JsValue) -> String;
}

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

#[wasm_bindgen(module = "/js/panic/lost.mjs")]
extern "C" {
    /// Whether a panic was lost for certain, as the thread still counts as panicking. If it may have been,
    /// that is found out once no call is on the stack.
    #[wasm_bindgen(js_name = isPanicLost)]
    pub(crate) fn is_panic_lost(token: u32) -> bool;
}

#[wasm_bindgen(module = "/js/errors.mjs")]
extern "C" {
    /// What a `PanicError` was made with, whatever JavaScript has made of its fields.
    pub(crate) type Origin;
    #[wasm_bindgen(js_name = originOf)]
    pub(crate) fn origin_of(error: &JsValue, token: u32) -> Origin;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn file(this: &Origin) -> String;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn line(this: &Origin) -> u32;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn column(this: &Origin) -> u32;
    #[wasm_bindgen(method, getter, js_name = exportName)]
    pub(crate) fn export_name(this: &Origin) -> Option<String>;
}

#[wasm_bindgen(module = "/js/panic/throw.mjs")]
extern "C" {
    /// Stashes what `throw_stashed` throws as it is.
    fn stash(token: u32, value: &JsValue);

    /// Stashes what `throw_stashed` throws to the glue of an export, if that can be yet.
    #[wasm_bindgen(js_name = stashWrapped)]
    pub(crate) fn stash_wrapped(token: u32, value: &JsValue) -> bool;
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

    #[wasm_bindgen(reexport = "onPanic", js_name = addPanicListener, skip_typescript)]
    fn on_panic();
    #[wasm_bindgen(reexport = "onAbort", js_name = addAbortListener, skip_typescript)]
    fn on_abort();
    #[wasm_bindgen(reexport = "onRestart", js_name = addRestartListener, skip_typescript)]
    fn on_restart();
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

/// Throws the value as it is, out of a start function.
pub(crate) fn raise(value: JsValue) -> ! {
    stash(token::converted(), &value);
    drop(value);
    direct::throw_stashed(token::token())
}

// What users of the module get, under names that no glue code defines itself.
#[wasm_bindgen(module = "/js/errors.mjs")]
extern "C" {
    #[wasm_bindgen(reexport = "PanicError", js_name = PanicErrorClass, skip_typescript)]
    fn panic_error();
    #[wasm_bindgen(reexport = "PoisonedError", js_name = PoisonedErrorClass, skip_typescript)]
    fn poisoned_error();
    #[wasm_bindgen(reexport = "InstanceAbortedError", js_name = InstanceAbortedErrorClass, skip_typescript)]
    fn instance_aborted_error();
}

#[wasm_bindgen(module = "/js/kind.mjs")]
extern "C" {
    #[wasm_bindgen(reexport = "errorKind", js_name = kindOfError, skip_typescript)]
    fn error_kind();
}

#[wasm_bindgen(module = "/js/state.mjs")]
extern "C" {
    #[wasm_bindgen(reexport = "instanceStats", js_name = statsOfInstance, skip_typescript)]
    fn instance_stats();
}

#[wasm_bindgen(module = "/js/recovery/revived.mjs")]
extern "C" {
    #[wasm_bindgen(reexport = "revived", js_name = revivedClass, skip_typescript)]
    fn revived();
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("../js/exports.d.ts");

// Only modules that something is imported from are copied into the package.
#[wasm_bindgen(module = "/js/host.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = isException)]
    fn is_exception();
}

#[wasm_bindgen(module = "/js/direct.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = direct)]
    fn copied();
}

#[wasm_bindgen(module = "/js/instance.mjs")]
extern "C" {
    fn touch();
}

#[wasm_bindgen(module = "/js/stack.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = readStack)]
    fn read_stack();
}

#[wasm_bindgen(module = "/js/panic/capture.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = takeStack)]
    fn take_stack();
}

#[wasm_bindgen(module = "/js/frames.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = CLOSURES)]
    fn closures();
}

#[wasm_bindgen(module = "/js/panic/sample.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = sampleOf)]
    fn sample_of();
}

#[wasm_bindgen(module = "/js/tasks/request.mjs")]
extern "C" {
    fn summon();
}

#[wasm_bindgen(module = "/js/tasks/task.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = withResolvers)]
    fn with_resolvers();
}

#[wasm_bindgen(module = "/js/recovery/foreign.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = seeException)]
    fn see_exception();
}

#[wasm_bindgen(module = "/js/recovery/alarm.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = checkAlive)]
    fn check_alive();
}

#[wasm_bindgen(module = "/js/recovery/refusal.mjs")]
extern "C" {
    fn refusal();
}

#[wasm_bindgen(module = "/js/recovery/absorb.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = absorbLateErrors)]
    fn absorb_late_errors();
}

#[wasm_bindgen(module = "/js/recovery/late.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = learnClosures)]
    fn learn_closures();
}

#[wasm_bindgen(module = "/js/recovery/room.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = needRoom)]
    fn need_room();
}

#[wasm_bindgen(module = "/js/recovery/instantiate.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = withInstance)]
    fn with_instance();
}

#[wasm_bindgen(module = "/js/recovery/life.mjs")]
extern "C" {
    fn revive();
}

#[wasm_bindgen(module = "/js/recovery/restart.mjs")]
extern "C" {
    fn restart();
}

#[wasm_bindgen(module = "/js/tasks/tasks.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = Tasks)]
    fn tasks();
}

#[wasm_bindgen(module = "/js/recovery/origin.mjs")]
extern "C" {
    #[wasm_bindgen(js_name = withOrigin)]
    fn with_origin();
}

#[wasm_bindgen(module = "/js/recovery/stale.mjs")]
extern "C" {
    /// Has objects of a class refused that are of other instances: `ghost` is one of it.
    #[wasm_bindgen(js_name = knowClass)]
    pub(crate) fn know_class(token: u32, ghost: JsValue);
}
