use core::panic::Location;
use std::borrow::Cow;

use wasm_bindgen::{JsError, JsValue};

use crate::js;
use crate::panic::Panic;

/// Where a panic leaves Rust for JavaScript.
#[derive(Clone, Copy)]
pub enum Boundary {
    Export(&'static Site),
    Closure(&'static Location<'static>),
    AbortingClosure(&'static Location<'static>),
    Task(&'static Location<'static>),
}

impl From<&'static Site> for Boundary {
    #[inline]
    fn from(site: &'static Site) -> Self {
        Self::Export(site)
    }
}

impl Boundary {
    /// The `exportName` of a `PanicError`.
    pub(crate) fn name(self) -> Cow<'static, str> {
        let (kind, made) = match self {
            Self::Export(site) => return site.export_name.into(),
            Self::Closure(made) | Self::AbortingClosure(made) => ("closure", made),
            Self::Task(spawned) => ("task", spawned),
        };
        format!("{kind} at {}:{}", made.file(), made.line()).into()
    }

    pub(crate) fn location(self) -> &'static Location<'static> {
        match self {
            Self::Export(site) => site.location,
            Self::Closure(made) | Self::AbortingClosure(made) | Self::Task(made) => made,
        }
    }

    pub(crate) fn on_panic(self) -> OnPanic {
        match self {
            Self::Export(site) => site.on_panic,
            Self::Closure(_) | Self::Task(_) => OnPanic::Throw,
            Self::AbortingClosure(_) => OnPanic::Abort,
        }
    }
}

/// What a panic becomes at the boundary.
#[derive(Clone, Copy)]
pub(crate) enum OnPanic {
    Throw,
    Map(fn(&Panic) -> JsValue),
    Abort,
}

/// One export: how JavaScript calls it, and what a panic in it becomes.
pub struct Site {
    export_name: &'static str,
    location: &'static Location<'static>,
    on_panic: OnPanic,
}

impl Site {
    /// A site at the caller's line that throws a `PanicError`.
    #[track_caller]
    #[must_use]
    pub const fn new(export_name: &'static str) -> Self {
        Self {
            export_name,
            location: Location::caller(),
            on_panic: OnPanic::Throw,
        }
    }

    /// Throws what `map` makes of the panic.
    #[must_use]
    pub const fn map_panic(mut self, map: fn(&Panic) -> JsValue) -> Self {
        self.on_panic = OnPanic::Map(map);
        self
    }

    /// Ends the instance.
    #[must_use]
    pub const fn abort_on_panic(mut self) -> Self {
        self.on_panic = OnPanic::Abort;
        self
    }
}

/// A call that is refused before it runs: what it cannot have, and why.
pub struct Refusal {
    name: &'static str,
    reason: Reason,
}

pub(crate) enum Reason {
    NotBorrowed(&'static str),
    NotTaken(&'static str),
    Poisoned { class: &'static str, cause: JsValue },
    RunsOnce,
}

impl Refusal {
    #[inline]
    pub(crate) fn new(name: &'static str, reason: Reason) -> Self {
        Self { name, reason }
    }

    #[cold]
    pub(crate) fn into_error(self, boundary: Boundary) -> JsValue {
        let call = boundary.name();
        match self.reason {
            Reason::NotBorrowed(why) => js::new_argument_error(&call, self.name, why, false),
            Reason::NotTaken(why) => js::new_argument_error(&call, self.name, why, true),
            Reason::RunsOnce => {
                JsError::new(&format!("{call}: it runs once, and has been called before")).into()
            }
            Reason::Poisoned { class, cause } => js::new_poisoned_error(&call, class, &cause),
        }
    }
}
