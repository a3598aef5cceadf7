use core::any::Any;
use core::fmt;
use core::panic::{AssertUnwindSafe, RefUnwindSafe, UnwindSafe};
use std::cell::OnceCell;
use std::panic::{catch_unwind, resume_unwind};

use wasm_bindgen::JsValue;

use crate::boundary::Boundary;
use crate::hook::{self, Record};
use crate::payload::{self, Identity};
use crate::{js, strategy};

/// Calls `f` and gives a panic in it as an `Err`, with its message and place.
///
/// As with [`AssertUnwindSafe`], the caller decides what it still trusts afterwards. The
/// panic reaches nobody else: no listener, and not JavaScript.
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
    catch_unwind(AssertUnwindSafe(f)).map_err(Panic::new)
}

/// A caught panic.
///
/// It can go on with [`resume`](Panic::resume), or become a JavaScript error with
/// [`to_js`](Panic::to_js). Dropped, it is over.
pub struct Panic {
    payload: Box<dyn Any + Send>,
    location: Option<Location>,
    export_name: Option<String>,
    error: OnceCell<JsValue>,
    message: OnceCell<String>,
}

impl Panic {
    pub(crate) fn new(payload: Box<dyn Any + Send>) -> Self {
        let record = hook::take(&*payload);
        let (location, error) = match record {
            Some(Record {
                location, error, ..
            }) => (Some(location), error),
            None => (None, None),
        };
        Self {
            payload,
            location,
            export_name: None,
            error: error.map_or_else(OnceCell::new, OnceCell::from),
            message: OnceCell::new(),
        }
    }

    /// The panic as it leaves Rust. One that the hook did not see takes the boundary's place.
    pub(crate) fn at_boundary(payload: Box<dyn Any + Send>, boundary: Boundary) -> Self {
        let mut panic = Self::new(payload);
        if panic.location.is_none() {
            panic.location = Some(boundary.location().into());
            hook::reinstall();
        }
        let name = boundary.name().into_owned();
        js::reach_boundary(&panic.to_js(), &name);
        panic.export_name = Some(name);
        panic
    }

    /// The panic's message. A payload that is neither text nor a JavaScript value has none,
    /// and this says so.
    pub fn message(&self) -> &str {
        payload::text(&*self.payload).unwrap_or_else(|| {
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

    /// The export that the panic left Rust through, as JavaScript calls it. `None` as long
    /// as the panic has not left Rust.
    pub fn export_name(&self) -> Option<&str> {
        self.export_name.as_deref()
    }

    /// What the panic carries: a `&'static str` or `String` for `panic!`, whatever
    /// `panic_any` was given otherwise.
    pub fn payload(&self) -> Option<&(dyn Any + Send)> {
        Some(&*self.payload)
    }

    /// Goes on unwinding with the same payload, place and JavaScript error.
    ///
    /// # Panics
    ///
    /// Always. The panic hook is not called again.
    pub fn resume(self) -> ! {
        if let Some(location) = self.location {
            hook::push(Record {
                payload: Identity::of(&*self.payload),
                location,
                error: self.error.into_inner(),
            });
        }
        resume_unwind(self.payload)
    }

    /// The `PanicError` that JavaScript sees: the same object every time.
    ///
    /// # Panics
    ///
    /// Outside wasm, where there are no JavaScript objects.
    pub fn to_js(&self) -> JsValue {
        self.error
            .get_or_init(|| {
                let unknown = Location::unknown();
                let location = self.location.as_ref().unwrap_or(&unknown);
                hook::new_error(&*self.payload, location)
                    .expect("a panic has a JavaScript form only on wasm")
            })
            .clone()
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
