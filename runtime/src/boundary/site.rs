use core::panic::Location;
use std::borrow::Cow;

use wasm_bindgen::JsValue;

use crate::digits::push_digits;
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
    /// The `exportName` of a `PanicError`. Compiled once.
    #[inline(never)]
    pub(crate) fn name(self) -> Cow<'static, str> {
        let (kind, made) = match self {
            Self::Export(site) => return site.export_name.into(),
            Self::Closure(made) | Self::AbortingClosure(made) => ("closure", made),
            Self::Task(spawned) => ("task", spawned),
        };
        let mut name = String::from_iter([kind, " at ", made.file(), ":"]);
        push_digits(&mut name, made.line());
        name.into()
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

/// `recover`, of which the compiler knows what it has to give.
#[must_use]
pub fn recovery<T>(recover: fn(&Panic) -> T) -> fn(&Panic) -> T {
    recover
}
