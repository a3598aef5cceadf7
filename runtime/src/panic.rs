//! What a panic is to Rust code.

pub(crate) mod hook;
pub(crate) mod location;
pub(crate) mod observer;

use core::any::Any;
use core::fmt;
use core::panic::{RefUnwindSafe, UnwindSafe};
use std::cell::{Cell, OnceCell};

use wasm_bindgen::JsValue;

use crate::panic::hook::Record;
use crate::panic::location::Location;
use crate::payload::exception::JsException;
use crate::payload::returned::Returned;
use crate::payload::ring;
use crate::payload::{self, Identity, Payload};
use crate::token::{self, token};
use crate::{js, strategy};

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
pub fn catch<R>(f: impl FnOnce() -> R) -> Result<R, Panic> {
    hook::install();
    strategy::catch_unless_retired(f).map_err(Panic::new)
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
    /// Whether it has left Rust, through its first boundary.
    has_left: bool,
    error: OnceCell<JsValue>,
    // Read off the error by who asks. Where there is none, the hook has noted the location.
    message: OnceCell<String>,
    location: OnceCell<Option<Location>>,
    export_name: OnceCell<Option<String>>,
}

impl Panic {
    pub(crate) fn new(payload: Payload) -> Self {
        if let Some(exception) = payload.downcast_ref::<JsException>() {
            let thrown = exception.value().clone();
            return match exception.panic() {
                Some(returned) => Self::returned(returned, thrown),
                None => Self::with(Some(payload), 0, Some(thrown)),
            };
        }
        let Some(record) = hook::take(&*payload) else {
            return Self::with(Some(payload), ring::next_id(), None);
        };
        let mut panic = Self::with(Some(payload), record.id, record.error);
        panic.has_left = record.has_left;
        // An error that has a boundary behind it has been in JavaScript's hands.
        panic.is_exposed.set(record.has_left);
        if let Some(noted) = record.location {
            panic.location = Some(noted).into();
        }
        panic
    }

    /// A JavaScript exception, which is its own error.
    pub(crate) fn of_exception(thrown: JsValue) -> Self {
        let exception = JsException::new(thrown.clone());
        Self::with(Some(Box::new(exception)), 0, Some(thrown))
    }

    fn with(payload: Option<Payload>, id: u32, error: Option<JsValue>) -> Self {
        Self {
            payload,
            id,
            is_exposed: Cell::new(false),
            has_left: false,
            error: error.map_or_else(OnceCell::new, OnceCell::from),
            message: OnceCell::new(),
            location: OnceCell::new(),
            export_name: OnceCell::new(),
        }
    }

    /// The panic behind a `PanicError` that has come back from JavaScript: as the `Err` of a
    /// `catch` import, or from a promise. `None` for every other value, also for one that
    /// only looks like a `PanicError`.
    ///
    /// Place, export and JavaScript error are the original ones. So is the payload if it is text, which
    /// may come back as a `String`. Any other is there unless the panic has been resumed already, another
    /// instance of the module had it, or 64 newer ones have gone to JavaScript since: then `payload` is
    /// `None`. In an instance with more than 256 MiB of memory only the newest is there, as nobody
    /// knows how much a payload holds.
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
        Some(Self::returned(Returned::of(value)?, value.clone()))
    }

    fn returned(known: Returned, error: JsValue) -> Self {
        let mut panic = Self::with(known.payload, known.id, Some(error));
        panic.has_left = known.has_left;
        panic.is_exposed.set(true);
        panic
    }

    /// Notes that it leaves Rust by a boundary, and gives whether that is its first. A panic that the
    /// hook did not see happened where the boundary is.
    pub(crate) fn leave(
        &mut self,
        export_name: &str,
        location: &core::panic::Location<'_>,
    ) -> bool {
        if self.is_exception() || self.has_left {
            return false;
        }
        if self.error.get().is_none() {
            self.error = self.new_error(Some(location)).into();
            hook::reinstall();
        }
        self.is_exposed.set(true);
        self.has_left = true;
        js::panic::reach_boundary(token(), &self.to_js(), export_name);
        true
    }

    pub(crate) fn is_exception(&self) -> bool {
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
                if js::HAS_JS {
                    js::panic::message_of(&self.to_js())
                } else {
                    payload::OPAQUE.to_owned()
                }
            })
        })
    }

    /// Where the panic happened. `None` if another panic hook has replaced ours.
    pub fn location(&self) -> Option<&Location> {
        let read = || self.panic_error().and_then(Location::of);
        self.location.get_or_init(read).as_ref()
    }

    /// The export that the panic left Rust through first, as JavaScript calls it. `None` as
    /// long as the panic has not left Rust.
    pub fn export_name(&self) -> Option<&str> {
        let error = self.panic_error().filter(|_| self.has_left)?;
        let read = || js::panic::origin_of(error, token::converted()).export_name();
        self.export_name.get_or_init(read).as_deref()
    }

    fn panic_error(&self) -> Option<&JsValue> {
        self.error.get().filter(|_| !self.is_exception())
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
        if !payload.is::<JsException>() {
            let error = self.error.take();
            strategy::note_error(error.as_ref());
            hook::push(Record {
                payload: Identity::of(&*payload),
                id: self.id,
                location: self.location.take().flatten(),
                error,
                has_left: self.has_left,
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
    // Compiled once, and not into all that call it: that would be a kilobyte.
    #[inline(never)]
    pub fn to_js(&self) -> JsValue {
        let error = self.error.get_or_init(|| self.new_error(None));
        if !self.is_exception() && !self.is_exposed.replace(true) {
            js::panic::complete(error, token::converted());
        }
        error.clone()
    }

    /// An error for a panic of which the hook was not told.
    fn new_error(&self, location: Option<&core::panic::Location<'_>>) -> JsValue {
        js::direct::capture_stack(token());
        self.payload
            .as_ref()
            .and_then(|payload| hook::new_error(&**payload, location, self.id))
            .expect("a panic has a JavaScript form only on wasm")
    }
}

impl Drop for Panic {
    fn drop(&mut self) {
        if self.is_exposed.get()
            && let Some(payload) = self.payload.take()
        {
            ring::store(self.id, payload);
            while let Some(evicted) = ring::evict() {
                // If its destructor panics, nobody is left to tell, and that payload's own may too.
                if let Err(payload) = strategy::catch(|| drop(evicted)) {
                    core::mem::forget(payload);
                }
            }
        }
    }
}

impl fmt::Debug for Panic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Panic")
            .field("message", &self.message())
            .field("location", &self.location())
            .field("export_name", &self.export_name())
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
