//! Every use of what wasm-bindgen hides from its documentation, each by its name: what is renamed is an error here.

use core::mem::{self, ManuallyDrop};

use wasm_bindgen::closure::ScopedClosure;

/// Describes a type to wasm-bindgen's command-line tool, one number at a time.
pub(crate) use wasm_bindgen::describe::{
    CACHED_STRING, LONGREF, NAMED_EXTERNREF, OPTIONAL, REFMUT, RESULT, inform,
};

/// Describes a name, letter by letter: a loop is what the command-line tool cannot follow.
macro_rules! spell {
    ($($letter:literal)*) => { $($crate::abi::inform($letter.into());)* };
}
pub(crate) use spell;

/// Types that are described so, and arrays of them.
pub use wasm_bindgen::describe::{WasmDescribe, WasmDescribeVector};

/// Turns the output of an `async` export into what its promise settles with.
pub(crate) use wasm_bindgen::__rt::IntoJsResult;

/// Is around all that JavaScript calls, in what wasm-bindgen's macro writes. `stand_in` has others by this name in its
/// place, which nothing would call any more under another.
#[expect(unused_imports, reason = "it has to be there, to be replaced")]
use wasm_bindgen::__rt::maybe_catch_unwind;

/// What wasm-bindgen asks of a class with constructors and properties.
pub use wasm_bindgen::__rt::marker::{
    SupportsConstructor, SupportsInstanceProperty, SupportsStaticProperty,
};

/// What JavaScript gives for an object.
pub(crate) use wasm_bindgen::__rt::WasmPtr;

/// What that points to.
pub(crate) use wasm_bindgen::__rt::WasmRefCell;

/// The object that one of a class that extends another inherits from.
pub(crate) fn object_of_parent<T>(parent: &wasm_bindgen::Parent<T>) -> std::rc::Rc<WasmRefCell<T>> {
    parent.__wbg_clone_rc()
}

/// Handles the output of a `start` function.
pub(crate) use wasm_bindgen::__rt::Start;

/// Registers what is called when a trap ends the instance, and gives what was before.
pub(crate) use wasm_bindgen::handler::set_on_abort;

/// Has the next call from JavaScript make a fresh instance first.
pub(crate) use wasm_bindgen::handler::schedule_reinit;

/// What an import with `catch` has thrown, if nobody has taken it.
pub(crate) use wasm_bindgen::__rt::take_last_exception;

/// Why an object cannot be taken: JavaScript has given it up before.
pub(crate) use wasm_bindgen::__rt::NULL_ERROR;

/// The same: it is borrowed elsewhere. JavaScript has given it up all the same.
pub(crate) use wasm_bindgen::__rt::OWNERSHIP_ERROR;

/// Why an array cannot be: one of its values is none of the class, or is such an object.
pub(crate) use wasm_bindgen::__rt::WRONG_TYPE_ERROR;

/// Whether the glue has ended this instance.
pub(crate) fn has_ended() -> bool {
    // SAFETY: there is one thread, and nobody holds a reference.
    unsafe { wasm_bindgen::__rt::__instance_terminated != 0 }
}

/// Takes it back that this instance has ended.
pub(crate) fn revive() {
    // SAFETY: as above.
    unsafe { wasm_bindgen::__rt::__instance_terminated = 0 }
}

/// What wasm-bindgen asks of a closure that an import takes.
pub use wasm_bindgen::__rt::marker::MaybeUnwindSafe;

/// What wasm-bindgen makes a function of: `dyn FnMut(…) -> …`.
pub(crate) use wasm_bindgen::closure::WasmClosure;

/// Promises that a type has the representation of another.
pub(crate) use wasm_bindgen::ErasableGeneric;

/// Converts by wasm-bindgen's glue, where the type is only known when a generic is filled in.
pub(crate) use wasm_bindgen::__rt::wbg_cast as cast;

/// The closure under the type that users know it by: its results leave Rust in a guard.
///
/// The type only says how wasm-bindgen describes the closure as it is made.
pub(crate) fn retyped<'a, From, To, Repr>(closure: ScopedClosure<'a, From>) -> ScopedClosure<'a, To>
where
    From: WasmClosure + ?Sized,
    To: WasmClosure + ?Sized,
    ScopedClosure<'a, From>: ErasableGeneric<Repr = Repr>,
    ScopedClosure<'a, To>: ErasableGeneric<Repr = Repr>,
{
    let closure = ManuallyDrop::new(closure);
    // SAFETY: `ErasableGeneric` promises that both have the representation of `Repr`, and the
    // original is not dropped.
    unsafe { mem::transmute_copy(&closure) }
}

/// A function's place in the function table, by which JavaScript calls it.
pub(crate) fn index_of(function: *const ()) -> u32 {
    u32::try_from(function.addr()).expect("a table of less than 2^32 functions")
}
