//! Which closures may be used again after a panic, decided by their types.

use core::iter::FusedIterator;
use core::marker::PhantomData;
use core::panic::UnwindSafe;

/// Whether closures of type `F` are `UnwindSafe`.
///
/// Method resolution cannot tell: it comes before the compiler looks at what a closure
/// captures. [`Iterator::fuse`] can, as it is resolved with the final types: documented to
/// do nothing to a `FusedIterator`, it lets our iterator go on after its end.
#[must_use]
pub fn is_unwind_safe<F>() -> bool {
    let mut probe = Ended::<F>(false, PhantomData).fuse();
    probe.next();
    probe.next().is_some()
}

/// Ends, and goes on.
struct Ended<F>(bool, PhantomData<F>);

impl<F> Iterator for Ended<F> {
    type Item = ();

    fn next(&mut self) -> Option<()> {
        core::mem::replace(&mut self.0, true).then_some(())
    }
}

impl<F: UnwindSafe> FusedIterator for Ended<F> {}
