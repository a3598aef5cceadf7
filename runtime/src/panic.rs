use core::any::Any;
use core::fmt;
use core::panic::{RefUnwindSafe, UnwindSafe};
use std::cell::{Cell, OnceCell};

use wasm_bindgen::{JsCast, JsValue};

use crate::boundary::Boundary;
use crate::hook::{self, Record};
use crate::payload::{self, Identity, Payload};
use crate::{JsException, js, observer, ring, strategy};

/// Calls `f` and gives a panic in it as an `Err`, with its message and place.
///
/// As with [`AssertUnwindSafe`](core::panic::AssertUnwindSafe), the caller decides what it still trusts afterwards. The
/// panic reaches nobody else: no listener, and not JavaScript. What an
/// [`import`](macro@crate::import) threw is caught too, with a [`JsException`] as payload; if that is the `PanicError` of
/// an inner call, the panic is that one, as [`Panic::from_js`] gives it.
///
/// # Errors
///
/// The panic, if `f` panicked.
///
/// ```
/// let panic = unwind_export::catch(|| "seven".parse::<u32>().unwrap()).unwrap_err();
/// assert!(panic.message().contains("InvalidDigit"));
/// ```
// Never inlined: LLVM 22 was seen to start a loop again after a catch in it (`observer::tell`).
#[inline(never)]
pub fn catch<R>(f: impl FnOnce() -> R) -> Result<R, Panic> {
    hook::install();
    strategy::catch_for_user(f).map_err(Panic::new)
}

/// A caught panic.
///
/// It can go on with [`resume`](Panic::resume), or become a JavaScript error with
/// [`to_js`](Panic::to_js). Dropped, it is over.
pub struct Panic {
    /// `None` if it has been used up.
    payload: Option<Payload>,
    /// By which the payload is found again when the error comes back from JavaScript.
    id: u32,
    is_exposed: Cell<bool>,
    location: Option<Location>,
    export_name: Option<String>,
    error: OnceCell<JsValue>,
    message: OnceCell<String>,
}

impl Panic {
    pub(crate) fn new(payload: Payload) -> Self {
        if let Some(exception) = payload.downcast_ref::<JsException>() {
            return Self::from_js(exception.value())
                .unwrap_or_else(|| Self::of_exception(exception.value().clone()));
        }
        let record = hook::take(&*payload);
        let id = record
            .as_ref()
            .map_or_else(ring::next_id, |record| record.id);
        let (location, error, export_name) = match record {
            Some(record) => (Some(record.location), record.error, record.export_name),
            None => (None, None, None),
        };
        Self {
            payload: Some(payload),
            id,
            // An error that has a boundary behind it has been in JavaScript's hands.
            is_exposed: Cell::new(export_name.is_some()),
            location,
            export_name,
            error: error.map_or_else(OnceCell::new, OnceCell::from),
            message: OnceCell::new(),
        }
    }

    /// A JavaScript exception, which is its own error.
    pub(crate) fn of_exception(thrown: JsValue) -> Self {
        Self {
            payload: Some(Box::new(JsException::new(thrown.clone()))),
            id: 0,
            is_exposed: Cell::new(false),
            location: None,
            export_name: None,
            error: OnceCell::from(thrown),
            message: OnceCell::new(),
        }
    }

    /// The panic behind a `PanicError` that has come back from JavaScript: as the `Err` of a
    /// `catch` import, or from a promise. `None` for every other value, also for one that
    /// only looks like a `PanicError`.
    ///
    /// Place, export and JavaScript error are the original ones. So is the payload, unless
    /// the panic has been resumed already, another instance of the module had it, or 64
    /// newer ones have gone to JavaScript since: then `payload` is `None`.
    ///
    /// ```no_run
    /// use unwind_export::{Panic, import};
    /// use wasm_bindgen::JsValue;
    ///
    /// #[import]
    /// extern "C" {
    ///     #[import(catch)]
    ///     fn callback() -> Result<(), JsValue>;
    /// }
    ///
    /// if let Err(error) = callback() {
    ///     match Panic::from_js(&error) {
    ///         Some(panic) => panic.resume(),
    ///         None => { /* thrown by JavaScript itself */ }
    ///     }
    /// }
    /// ```
    #[must_use]
    pub fn from_js(value: &JsValue) -> Option<Self> {
        if !strategy::HAS_JS {
            return None;
        }
        let id = js::panic_id(value)?;
        let error: &js::PanicError = value.unchecked_ref();
        let location = error.location();
        Some(Self {
            payload: ring::take(id),
            id,
            is_exposed: Cell::new(true),
            location: Some(Location {
                file: location.file(),
                line: location.line(),
                column: location.column(),
            }),
            export_name: error.export_name(),
            error: OnceCell::from(value.clone()),
            message: OnceCell::from(error.message()),
        })
    }

    /// The panic as it leaves Rust. One that the hook did not see takes the boundary's place.
    pub(crate) fn at_boundary(payload: Payload, boundary: Boundary) -> Self {
        let mut panic = Self::new(payload);
        if panic.is_exception() || panic.export_name.is_some() {
            return panic;
        }
        if panic.location.is_none() {
            panic.location = Some(boundary.location().into());
            hook::reinstall();
        }
        let name = boundary.name().into_owned();
        js::reach_boundary(&panic.to_js(), &name);
        panic.export_name = Some(name);
        observer::notify(&panic);
        panic
    }

    /// Prints a panic that nobody waits for, unless somebody listens for panics.
    pub(crate) fn report_if_unheard(&self) {
        let is_heard = !self.is_exception() && (!observer::is_empty() || js::has_listeners());
        if !is_heard {
            js::report(&self.to_js());
        }
    }

    fn is_exception(&self) -> bool {
        self.payload
            .as_ref()
            .is_some_and(|payload| payload.is::<JsException>())
    }

    /// The panic's message. A payload that is neither text nor a JavaScript value has none,
    /// and this says so.
    pub fn message(&self) -> &str {
        let text = self.payload.as_deref().and_then(payload::text);
        text.unwrap_or_else(|| {
            self.message.get_or_init(|| {
                if strategy::HAS_JS {
                    js::message_of(&self.to_js())
                } else {
                    payload::OPAQUE.to_owned()
                }
            })
        })
    }

    /// Where the panic happened. `None` if another panic hook has replaced ours.
    pub fn location(&self) -> Option<&Location> {
        self.location.as_ref()
    }

    /// The export that the panic left Rust through first, as JavaScript calls it. `None` as
    /// long as the panic has not left Rust.
    pub fn export_name(&self) -> Option<&str> {
        self.export_name.as_deref()
    }

    /// What the panic carries: a `&'static str` or `String` for `panic!`, whatever
    /// `panic_any` was given otherwise, a [`JsException`] for what JavaScript threw. `None`
    /// for a panic [from JavaScript](Panic::from_js) whose payload is not there any more, and
    /// where panics abort for one that is neither text nor a JavaScript value.
    pub fn payload(&self) -> Option<&(dyn Any + Send)> {
        let payload = self.payload.as_deref();
        payload.filter(|payload| strategy::is_known(*payload))
    }

    /// Goes on unwinding with the same payload, place and JavaScript error. A panic whose
    /// payload is not there any more goes on with its message.
    ///
    /// # Panics
    ///
    /// Always. The panic hook is not called again.
    pub fn resume(mut self) -> ! {
        let taken = self.payload.take();
        let payload = taken.unwrap_or_else(|| Box::new(self.message().to_owned()));
        if let Some(location) = self.location.take() {
            hook::push(Record {
                payload: Identity::of(&*payload),
                id: self.id,
                location,
                error: self.error.take(),
                export_name: self.export_name.take(),
            });
        }
        strategy::resume(payload)
    }

    /// The `PanicError` that JavaScript sees: the same object every time. What JavaScript
    /// threw itself is what it threw.
    ///
    /// # Panics
    ///
    /// Outside wasm, where there are no JavaScript objects.
    pub fn to_js(&self) -> JsValue {
        self.is_exposed.set(!self.is_exception());
        self.error
            .get_or_init(|| {
                let unknown = Location::unknown();
                let location = self.location.as_ref().unwrap_or(&unknown);
                self.payload
                    .as_ref()
                    .and_then(|payload| hook::new_error(&**payload, location, self.id))
                    .expect("a panic has a JavaScript form only on wasm")
            })
            .clone()
    }
}

impl Drop for Panic {
    fn drop(&mut self) {
        if self.is_exposed.get()
            && let Some(payload) = self.payload.take()
        {
            ring::keep(self.id, payload);
        }
    }
}

impl fmt::Debug for Panic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Panic")
            .field("message", &self.message())
            .field("location", &self.location)
            .field("export_name", &self.export_name)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for Panic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl core::error::Error for Panic {}

// A caught panic is only read. Its payload was made by code that knew it would be thrown,
// and std lets any `Send` payload through `catch_unwind` in the same way.
impl UnwindSafe for Panic {}
impl RefUnwindSafe for Panic {}

/// Where a panic happened: the user's line also for `unwrap`, indexing and division.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    file: String,
    line: u32,
    column: u32,
}

impl Location {
    pub(crate) fn unknown() -> Self {
        Self {
            file: "<unknown>".to_owned(),
            line: 0,
            column: 0,
        }
    }

    /// The source file's path as the compiler was given it.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line, counted from 1.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.line
    }

    /// The column, counted from 1.
    #[must_use]
    pub fn column(&self) -> u32 {
        self.column
    }
}

impl From<&core::panic::Location<'_>> for Location {
    fn from(location: &core::panic::Location<'_>) -> Self {
        Self {
            file: location.file().to_owned(),
            line: location.line(),
            column: location.column(),
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}
