// What stands around a generated program on the host.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::pin::pin;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll, Waker};

trait Show {
    /// An error is what JavaScript would catch.
    fn show(self) -> Result<String, String>;
}

impl Show for () {
    fn show(self) -> Result<String, String> {
        Ok("undefined".to_owned())
    }
}

impl Show for u8 {
    fn show(self) -> Result<String, String> {
        Ok(self.to_string())
    }
}

impl Show for u32 {
    fn show(self) -> Result<String, String> {
        Ok(self.to_string())
    }
}

impl Show for String {
    fn show(self) -> Result<String, String> {
        Ok(format!("'{self}'"))
    }
}

impl<T: Show> Show for Option<T> {
    fn show(self) -> Result<String, String> {
        self.map_or_else(|| ().show(), Show::show)
    }
}

impl<T: Show> Show for Vec<T> {
    fn show(self) -> Result<String, String> {
        let all = self.into_iter().map(|one| one.show().unwrap());
        Ok(format!("[{}]", all.collect::<Vec<_>>().join(",")))
    }
}

impl<T: Show> Show for Result<T, String> {
    fn show(self) -> Result<String, String> {
        self?.show()
    }
}

fn shown(value: impl Show) -> String {
    value.show().unwrap()
}

fn message(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => payload.downcast_ref::<&str>().unwrap_or(&"?").to_string(),
    }
}

fn settled(result: Result<Result<String, String>, Box<dyn Any + Send>>) -> String {
    match result {
        Ok(Ok(text)) => text,
        Ok(Err(text)) => format!("throws {text}"),
        Err(payload) => format!("panics {}", message(payload)),
    }
}

thread_local! {
    /// The first panic of a call, how long the log was, and whether JavaScript catches it.
    static PANIC: RefCell<Option<(String, usize, bool)>> = const { RefCell::new(None) };
    static WITHIN_JS: Cell<bool> = const { Cell::new(false) };
}

fn note(info: &PanicHookInfo<'_>) {
    let text = info.payload_as_str().unwrap_or("?").to_owned();
    PANIC.with_borrow_mut(|panic| {
        panic.get_or_insert_with(|| (text, program::logged(), WITHIN_JS.get()));
    });
}

/// What JavaScript calls back, and where it catches.
fn within_js<T>(body: impl FnOnce() -> T) -> Result<T, String> {
    let outer = WITHIN_JS.replace(true);
    let result = catch_unwind(AssertUnwindSafe(body)).map_err(message);
    WITHIN_JS.set(outer);
    result
}

/// Frees an object, which is a call of its own.
fn freeing(body: impl FnOnce()) {
    WITHIN_JS.set(true);
    body();
    WITHIN_JS.set(false);
}

fn outcome(result: String, after: Vec<String>, log: Vec<u32>, live: i32) -> String {
    WITHIN_JS.set(false);
    let panic = match PANIC.take() {
        Some((text, logged, in_js)) => format!("[{text:?},{logged},{in_js}]"),
        None => "null".to_owned(),
    };
    format!(
        "{{\"result\":{result:?},\"after\":{after:?},\"log\":{log:?},\"live\":{live},\"panic\":{panic}}}"
    )
}

fn text(number: u32) -> String {
    words(number).join(",")
}

fn words(number: u32) -> Vec<String> {
    (0..number % 4).map(|i| (number + i).to_string()).collect()
}

fn bytes(number: u32) -> Vec<u8> {
    (0..number % 6).map(|i| (number + i) as u8).collect()
}

fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return output;
        }
    }
}

/// Prints the outcomes, and how many allocations calling all of it again leaves.
fn main() {
    std::panic::set_hook(Box::new(note));
    let outcomes = program::run().join(",");
    let before = ALLOCATIONS.load(Ordering::Relaxed);
    drop(program::run());
    let left = ALLOCATIONS.load(Ordering::Relaxed) - before;
    println!("{{\"outcomes\":[{outcomes}],\"left\":{left}}}");
}
