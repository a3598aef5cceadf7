//! The bodies of members that `#[export]` gives to a class by itself.

use crate::boundary::crossing::{FromJs, RefFromJs};
use crate::boundary::guard::{Guarded, guard, guard_lent};
use crate::boundary::site::Site;
use crate::object::poisoning::Exported;
use crate::value::argument::{Borrowed, Owned};

/// The value of a field, for its getter.
pub fn cloned<T: Clone>(field: &T) -> T {
    field.clone()
}

/// Whether an object is poisoned, also if it is.
pub fn is_poisoned<T>(object: Borrowed<T>) -> Guarded<bool>
where
    T: Exported + RefFromJs,
{
    static SITE: Site = Site::new("isPoisoned");
    let borrow = || object.borrow("self", None);
    let ask = |object: &T, ()| T::POISONING.is_some_and(|how| how.refuses(object).is_some());
    guard_lent(&SITE, borrow, || Ok(()), ask)
}

/// Drops an object, poisoned or not. One that is gone already has nothing to be dropped: `using` and
/// `free()` may both be there.
pub fn free<T: FromJs>(site: &'static Site, object: Owned<T>) -> Guarded<()> {
    guard(site, || match object.get("self", None) {
        Err(refusal) if !refusal.is_of_nothing() => Err(refusal),
        object => {
            drop(object);
            Ok(())
        }
    })
}
