//! How the objects of a class are poisoned, and what that refuses.

use crate::boundary::refusal::Reason;
use crate::object::poison::Poison;

/// A struct that `#[export]` stands on, or an enum that may have an object in it.
pub trait Exported: Sized + 'static {
    /// How a panic poisons its objects, if it does.
    const POISONING: Poisons<Self> = None;
    /// Whether one is poisoned, if that can be.
    const LOOK: Look<Self> = match Self::POISONING {
        Some(_) => Some(in_object),
        None => None,
    };
}

/// How a value is poisoned, if it is of a class with a poison field.
pub type Poisons<T> = Option<Poisoning<T>>;

/// Where an object has its poison field, and what poisons what it inherits from.
pub(crate) struct Mark<T: ?Sized> {
    flag: fn(&T) -> &Poison,
    parent: Option<fn(&T)>,
}

impl<T: ?Sized> Mark<T> {
    /// Poisons an object.
    #[inline]
    pub(crate) fn set(&self, object: &T) {
        (self.flag)(object).set();
        if let Some(mark_parent) = self.parent {
            mark_parent(object);
        }
    }
}

impl<T: ?Sized> Clone for Mark<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Mark<T> {}

/// How a panic poisons an object that is a `T`.
pub struct Poisoning<T: ?Sized> {
    class_name: &'static str,
    pub(crate) mark: Mark<T>,
    /// Why it is refused for what it extends.
    inherited: Option<fn(&T) -> Option<Reason>>,
    /// Whether a panic in a call that only borrowed the object poisons it too.
    pub(crate) through_shared: bool,
    tolerant: bool,
}

impl<T: ?Sized> Poisoning<T> {
    /// By the flag in an object of the class that JavaScript knows by that name. `are_ref_unwind_safe` says
    /// that of each other field.
    #[must_use]
    pub const fn new(
        class_name: &'static str,
        flag: fn(&T) -> &Poison,
        mut are_ref_unwind_safe: &[bool],
    ) -> Self {
        while let [true, rest @ ..] = are_ref_unwind_safe {
            are_ref_unwind_safe = rest;
        }
        Self {
            class_name,
            mark: Mark { flag, parent: None },
            inherited: None,
            through_shared: !are_ref_unwind_safe.is_empty(),
            tolerant: false,
        }
    }

    /// The same for a class that extends another. A method may change what it inherits by `&self`, so a panic in one
    /// poisons too.
    #[must_use]
    pub const fn extending(self, mark_parent: fn(&T), inherited: fn(&T) -> Option<Reason>) -> Self {
        let mark = Mark {
            parent: Some(mark_parent),
            ..self.mark
        };
        Self {
            mark,
            inherited: Some(inherited),
            through_shared: true,
            ..self
        }
    }

    /// Why this object is refused, if it is.
    #[inline]
    pub(crate) fn refuses(self, object: &T) -> Option<Reason> {
        if self.tolerant {
            return None;
        }
        let poison = (self.mark.flag)(object);
        if poison.is_poisoned() {
            return Some(Reason::Poisoned {
                class_name: self.class_name,
                cause: poison.cause(),
            });
        }
        self.inherited.and_then(|inherited| inherited(object))
    }
}

impl<T: ?Sized> Clone for Poisoning<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Poisoning<T> {}

/// For a method that may be called on a poisoned object.
#[must_use]
pub fn tolerant<T>(poisoning: Poisons<T>) -> Poisons<T> {
    let tolerant = true;
    poisoning.map(|poisoning| Poisoning {
        tolerant,
        ..poisoning
    })
}

/// Looks for a poisoned object in a value that Rust is given, if one may be there.
pub type Look<T> = Option<fn(&T) -> Option<Reason>>;

/// Looks into an enum, if there is something to be found in one of its variants.
#[must_use]
pub const fn in_variants<T>(look: fn(&T) -> Option<Reason>, mut can_be: &[bool]) -> Look<T> {
    while let [false, rest @ ..] = can_be {
        can_be = rest;
    }
    if can_be.is_empty() { None } else { Some(look) }
}

/// What is found in a variant.
pub fn in_variant<T>(value: &T, look: Look<T>) -> Option<Reason> {
    look.and_then(|look| look(value))
}

fn in_object<T: Exported>(object: &T) -> Option<Reason> {
    T::POISONING.and_then(|how| how.refuses(object))
}
