//! How the objects of a class are poisoned, and what that refuses.

use crate::boundary::refusal::Reason;
use crate::object::poison::Poison;

/// A struct that `#[export]` stands on.
pub trait Exported: Sized + 'static {
    /// How a panic poisons its objects, if it does.
    const POISONING: Poisons<Self>;
}

/// How a value is poisoned, if it is of a class with a poison field.
pub type Poisons<T> = Option<Poisoning<T>>;

/// Where an object has its poison field.
pub(crate) type Flag<T> = fn(&T) -> &Poison;

/// How a panic poisons an object that is a `T`.
pub struct Poisoning<T: ?Sized> {
    class_name: &'static str,
    pub(crate) flag: Flag<T>,
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
        flag: Flag<T>,
        mut are_ref_unwind_safe: &[bool],
    ) -> Self {
        while let [true, rest @ ..] = are_ref_unwind_safe {
            are_ref_unwind_safe = rest;
        }
        Self {
            class_name,
            flag,
            through_shared: !are_ref_unwind_safe.is_empty(),
            tolerant: false,
        }
    }

    /// Why this object is refused, if it is.
    #[inline]
    pub(crate) fn refuses(self, object: &T) -> Option<Reason> {
        let poison = (self.flag)(object);
        (poison.is_poisoned() && !self.tolerant).then(|| Reason::Poisoned {
            class_name: self.class_name,
            cause: poison.cause(),
        })
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
pub(crate) type Look<T> = Option<fn(&T) -> Option<Reason>>;

pub(crate) fn in_object<T: Exported>(object: &T) -> Option<Reason> {
    T::POISONING.and_then(|how| how.refuses(object))
}

#[expect(clippy::ref_option, reason = "a look is at what the call has")]
pub(crate) fn in_option<T: Exported>(object: &Option<T>) -> Option<Reason> {
    object.as_ref().and_then(in_object)
}

pub(crate) fn in_all<T: Exported, A: AsRef<[T]>>(objects: &A) -> Option<Reason> {
    objects.as_ref().iter().find_map(in_object)
}

#[expect(clippy::ref_option, reason = "a look is at what the call has")]
pub(crate) fn in_all_if_any<T: Exported, A: AsRef<[T]>>(objects: &Option<A>) -> Option<Reason> {
    objects.as_ref().and_then(in_all)
}
