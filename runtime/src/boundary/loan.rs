//! What a call borrows from JavaScript, and what becomes of it if the call fails.

use core::borrow::Borrow;

use crate::boundary::crossing::{MutFromJs, RefFromJs};
use crate::boundary::refusal::{Reason, Refusal};
use crate::object::poisoning::{Mark, Poisons};
use crate::strategy;

/// All that one call borrows, as a list: `(first, (second, ()))`.
pub trait Loans {
    /// The references that the user's function gets.
    type Lent<'a>
    where
        Self: 'a;

    fn lend(&mut self) -> Self::Lent<'_>;

    /// Poisons what the call may have left half-changed.
    fn poison(&self);
}

impl Loans for () {
    type Lent<'a> = ();

    #[inline]
    fn lend(&mut self) {}

    #[inline]
    fn poison(&self) {}
}

impl<First: Loans, Rest: Loans> Loans for (First, Rest) {
    type Lent<'a>
        = (First::Lent<'a>, Rest::Lent<'a>)
    where
        Self: 'a;

    #[inline]
    fn lend(&mut self) -> Self::Lent<'_> {
        (self.0.lend(), self.1.lend())
    }

    #[inline]
    fn poison(&self) {
        self.0.poison();
        self.1.poison();
    }
}

/// A value borrowed by `&T`.
pub struct Shared<T: RefFromJs + ?Sized> {
    anchor: T::Anchor,
    mark: Option<Mark<T>>,
}

/// A value borrowed by `&mut T`.
pub struct Mutable<T: MutFromJs + ?Sized> {
    anchor: T::Anchor,
    mark: Option<Mark<T>>,
}

impl<T: RefFromJs + ?Sized> Shared<T> {
    #[inline]
    pub(crate) fn new(
        anchor: Result<T::Anchor, &'static str>,
        name: &'static str,
        poisoning: Poisons<T>,
    ) -> Result<Self, Refusal> {
        let anchor = anchor.map_err(|reason| Refusal::new(name, Reason::NotBorrowed(reason)))?;
        refuse_poisoned(anchor.borrow(), name, poisoning)?;
        let poisoning = poisoning.filter(|how| how.through_shared);
        let mark = poisoning.map(|how| how.mark);
        Ok(Self { anchor, mark })
    }
}

impl<T: MutFromJs + ?Sized> Mutable<T> {
    #[inline]
    pub(crate) fn new(
        anchor: Result<T::Anchor, &'static str>,
        name: &'static str,
        poisoning: Poisons<T>,
    ) -> Result<Self, Refusal> {
        let anchor = anchor.map_err(|reason| Refusal::new(name, Reason::NotBorrowed(reason)))?;
        refuse_poisoned(&*anchor, name, poisoning)?;
        let mark = poisoning.map(|how| how.mark);
        Ok(Self { anchor, mark })
    }
}

impl<T: RefFromJs + ?Sized> Loans for Shared<T> {
    type Lent<'a>
        = &'a T
    where
        Self: 'a;

    #[inline]
    fn lend(&mut self) -> &T {
        self.anchor.borrow()
    }

    #[inline]
    fn poison(&self) {
        if let Some(mark) = self.mark {
            mark.set(self.anchor.borrow());
        }
    }
}

impl<T: MutFromJs + ?Sized> Loans for Mutable<T> {
    type Lent<'a>
        = &'a mut T
    where
        Self: 'a;

    #[inline]
    fn lend(&mut self) -> &mut T {
        &mut self.anchor
    }

    #[inline]
    fn poison(&self) {
        if let Some(mark) = self.mark {
            mark.set(&self.anchor);
        }
    }
}

#[inline]
fn refuse_poisoned<T: ?Sized>(
    value: &T,
    name: &'static str,
    poisoning: Poisons<T>,
) -> Result<(), Refusal> {
    match poisoning.and_then(|how| how.refuses(value)) {
        Some(reason) => Err(Refusal::new(name, reason)),
        None => Ok(()),
    }
}

/// The loans of one call. What the user's function has got, and not come back from, is poisoned.
pub(crate) struct Lending<L: Loans> {
    loans: L,
    is_out: bool,
}

impl<L: Loans> Lending<L> {
    #[inline]
    pub(crate) fn new(loans: L) -> Self {
        Self {
            loans,
            is_out: false,
        }
    }

    /// The references, once nothing can refuse the call any more.
    #[inline]
    pub(crate) fn lend(&mut self) -> L::Lent<'_> {
        self.is_out = true;
        strategy::force_write(&mut self.is_out);
        self.loans.lend()
    }

    /// The user's function has returned.
    #[inline]
    pub(crate) fn end(&mut self) {
        self.is_out = false;
    }
}

impl<L: Loans> Drop for Lending<L> {
    #[inline]
    fn drop(&mut self) {
        if self.is_out {
            self.loans.poison();
        }
    }
}
