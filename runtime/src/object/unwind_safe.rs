//! The checks that the macros make on the types of parameters. What a panic poisons passes: it is refused from
//! then on where JavaScript gives it. Within Rust nothing is refused, so such a class is not `UnwindSafe`.

use core::panic::{RefUnwindSafe, UnwindSafe};

/// An owned value that a panic may drop half-way.
#[diagnostic::on_unimplemented(
    message = "a panic may leave what `{Self}` shares with other calls half-changed",
    label = "`{Self}` is not `UnwindSafe`",
    note = "guard what is shared with a `Mutex` or `RwLock`, which a panic poisons",
    note = "or, if any state it can be left in is fine, name the parameter: \
            `#[export(assert_unwind_safe(parameter))]`, or, for all objects of a struct, write \
            `#[export(assert_unwind_safe)]` on that"
)]
pub trait OwnedOutlivesPanic<const POISONED: bool = false> {}

#[diagnostic::do_not_recommend]
impl<T: UnwindSafe + ?Sized> OwnedOutlivesPanic for T {}

#[diagnostic::do_not_recommend]
impl<T: ?Sized> OwnedOutlivesPanic<true> for T {}

/// A borrowed value that is still there after a panic.
#[diagnostic::on_unimplemented(
    message = "a panic may leave `{Self}`, which outlives the call, half-changed",
    label = "`{Self}` is not `RefUnwindSafe`",
    note = "guard what can change behind the reference with a `Mutex` or `RwLock`, \
            which a panic poisons",
    note = "or, if any state it can be left in is fine, name the parameter: \
            `#[export(assert_unwind_safe(parameter))]`, or, for all objects of a struct, write \
            `#[export(assert_unwind_safe)]` on that"
)]
pub trait SharedOutlivesPanic<const POISONED: bool = false> {}

#[diagnostic::do_not_recommend]
impl<T: RefUnwindSafe + ?Sized> SharedOutlivesPanic for T {}

#[diagnostic::do_not_recommend]
impl<T: ?Sized> SharedOutlivesPanic<true> for T {}

/// Fails to compile unless a panic may drop a `T` half-way.
pub const fn owned_outlives_panic<
    T: OwnedOutlivesPanic<POISONED> + ?Sized,
    const POISONED: bool,
>() {
}

/// Fails to compile unless a `T` behind a reference may be used after a panic.
pub const fn shared_outlives_panic<
    T: SharedOutlivesPanic<POISONED> + ?Sized,
    const POISONED: bool,
>() {
}

/// An object that a method consumes.
#[diagnostic::on_unimplemented(
    message = "a panic may leave what `{Self}` shares with other calls half-changed",
    label = "`{Self}` is not `UnwindSafe`",
    note = "guard what is shared with a `Mutex` or `RwLock`, which a panic poisons",
    note = "or have a panic poison the object: add a field `#[export(poison)] poison: Poison`",
    note = "or, if any state it can be left in is fine, write `#[export(assert_unwind_safe)]` on the \
            struct, which settles it for all methods, or `#[export(assert_unwind_safe(self))]` on this one"
)]
pub trait OwnedReceiverOutlivesPanic<const POISONED: bool = false> {}

#[diagnostic::do_not_recommend]
impl<T: UnwindSafe> OwnedReceiverOutlivesPanic for T {}

#[diagnostic::do_not_recommend]
impl<T> OwnedReceiverOutlivesPanic<true> for T {}

/// An object that a method borrows.
#[diagnostic::on_unimplemented(
    message = "a panic may leave the `{Self}`, which outlives the call, half-changed",
    label = "`{Self}` is not `RefUnwindSafe`",
    note = "guard what can change behind a reference with a `Mutex` or `RwLock`, \
            which a panic poisons",
    note = "or have a panic poison the object: add a field `#[export(poison)] poison: Poison`",
    note = "or, if any state it can be left in is fine, write `#[export(assert_unwind_safe)]` on the \
            struct, which settles it for all methods, or `#[export(assert_unwind_safe(self))]` on this one"
)]
pub trait SharedReceiverOutlivesPanic<const POISONED: bool = false> {}

#[diagnostic::do_not_recommend]
impl<T: RefUnwindSafe> SharedReceiverOutlivesPanic for T {}

#[diagnostic::do_not_recommend]
impl<T> SharedReceiverOutlivesPanic<true> for T {}

/// Fails to compile unless a panic may drop a `T` half-way.
pub const fn owned_receiver_outlives_panic<
    T: OwnedReceiverOutlivesPanic<POISONED>,
    const POISONED: bool,
>() {
}

/// Fails to compile unless a `T` behind a reference may be used after a panic.
pub const fn shared_receiver_outlives_panic<
    T: SharedReceiverOutlivesPanic<POISONED>,
    const POISONED: bool,
>() {
}

/// The same, where it has been said of another method before.
#[diagnostic::on_unimplemented(
    message = "a panic may leave what `{Self}` shares with other calls half-changed here too",
    label = "`{Self}` is not `UnwindSafe`"
)]
pub trait OwnedReceiverAlsoOutlivesPanic<const POISONED: bool = false> {}

#[diagnostic::do_not_recommend]
impl<T: UnwindSafe> OwnedReceiverAlsoOutlivesPanic for T {}

#[diagnostic::do_not_recommend]
impl<T> OwnedReceiverAlsoOutlivesPanic<true> for T {}

/// The same, where it has been said of another method before.
#[diagnostic::on_unimplemented(
    message = "a panic may leave the `{Self}`, which outlives the call, half-changed here too",
    label = "`{Self}` is not `RefUnwindSafe`"
)]
pub trait SharedReceiverAlsoOutlivesPanic<const POISONED: bool = false> {}

#[diagnostic::do_not_recommend]
impl<T: RefUnwindSafe> SharedReceiverAlsoOutlivesPanic for T {}

#[diagnostic::do_not_recommend]
impl<T> SharedReceiverAlsoOutlivesPanic<true> for T {}

/// As `owned_receiver_outlives_panic`, in few words.
pub const fn owned_receiver_also_outlives_panic<
    T: OwnedReceiverAlsoOutlivesPanic<POISONED>,
    const POISONED: bool,
>() {
}

/// As `shared_receiver_outlives_panic`, in few words.
pub const fn shared_receiver_also_outlives_panic<
    T: SharedReceiverAlsoOutlivesPanic<POISONED>,
    const POISONED: bool,
>() {
}
