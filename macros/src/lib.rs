//! The attribute macros of unwind-export, which re-exports and documents them.

mod args;
mod ast;
mod emit;
mod expand;
mod parse;
mod report;
mod snippet;
mod span;
mod taken;
#[cfg(test)]
mod tests;
mod ty;
mod valid;

use proc_macro::TokenStream;

/// Makes a function callable from JavaScript such that a panic in it harms no other call.
///
/// The function stays as it is written. Beside it stands a shim that JavaScript calls under
/// the function's name: it catches a panic and throws it as a `PanicError`; the promise of
/// an `async` function is rejected with it. Arguments are dropped before that, and the next
/// call works. On an `impl` block, the same holds for each `pub` method; on a struct, for the
/// accessors of its `pub` fields and for `free()`.
///
/// ```
/// use unwind_export::export;
///
/// /// The mean of some numbers.
/// #[export]
/// pub fn mean(numbers: &[f64]) -> f64 {
///     assert!(!numbers.is_empty(), "no numbers");
///     numbers.iter().sum::<f64>() / numbers.len() as f64
/// }
///
/// assert_eq!(mean(&[1.0, 3.0]), 2.0);
/// ```
///
/// # Parameters and results
///
/// Whatever `#[wasm_bindgen]` takes, with the same types in the generated `.d.ts`. An
/// argument that cannot be taken, such as an object that is borrowed elsewhere, is thrown as
/// an `Error` that names the function and the parameter. An `Err` is thrown as in
/// wasm-bindgen; a panic in its conversion is a panic like any other.
///
/// What survives a panic has to be fit to be used again: a parameter `&T` or `&mut T` needs
/// `T: RefUnwindSafe`, an owned one `T: UnwindSafe`, and so does `self`. What an `async fn` holds across an
/// `.await` is gone after a panic, and may be anything.
///
/// # Options
///
/// | option | stands on | effect |
/// |---|---|---|
/// | `js_name`, `js_namespace`, `js_class`, `constructor`, `getter`, `setter`, `extends`, `variadic`, `skip_typescript`, `unchecked_return_type`, … but `jspi` | as in wasm-bindgen | as in wasm-bindgen |
/// | `start` | a function | runs while the module initialises, which throws the `PanicError`; returns nothing, or a `Result<(), E>` |
/// | `on_panic = throw` | a function, method or `impl` block | the default |
/// | `on_panic = abort` | a function, method or `impl` block | a panic ends the instance, as a trap does: for code that must not go on |
/// | `map_panic = path` | a function, method or `impl` block | a `fn(&Panic) -> JsValue` gives what is thrown or rejected with instead |
/// | `recover_panic = path` | a function, method or `impl` block | a `fn(&Panic) -> R` gives the result instead, `R` being what the function returns |
/// | `assert_unwind_safe` | a function, method or struct | all parameters, or the struct, may be left in any state |
/// | `assert_unwind_safe(a, self)` | a function or method | these parameters may be left in any state |
/// | `poison` | a field of type `Poison` | a panic poisons the object |
/// | `allow_poisoned` | a method | it may be called on a poisoned object |
/// | `skip` | a method or field | it is not exported |
/// | `readonly` | a field | it has no setter |
/// | `js_name`, `param_description`, `unchecked_param_type`, `unchecked_optional_param_type` | a parameter | as in wasm-bindgen |
/// | `crate = path` | a function, `impl` block, struct or enum | where this crate is, if it goes by another name |
///
/// On a method, field or parameter, they are given by `#[export(…)]`. What a method does not say
/// of panics, its `impl` block says: on a block whose methods return different types, the function of
/// `recover_panic` is generic. If the function of `map_panic` or `recover_panic` panics itself, the
/// original `PanicError` is thrown, with the function's as its `cause`.
///
/// ```
/// use unwind_export::{Panic, Poison, export};
/// use wasm_bindgen::JsValue;
///
/// #[export(js_name = "Counter")]
/// pub struct RustCounter {
///     #[export(readonly)]
///     pub count: u32,
///     #[export(poison)]
///     poison: Poison,
/// }
///
/// #[export(js_class = "Counter", map_panic = short)]
/// impl RustCounter {
///     #[export(js_name = "countBy")]
///     pub fn count_by(&mut self, #[export(js_name = "step")] by: u32) {
///         self.count = self.count.checked_add(by).expect("counted too far");
///     }
///
///     #[export(allow_poisoned)]
///     pub fn reset(&mut self) {
///         self.count = 0;
///         self.poison.clear();
///     }
/// }
///
/// fn short(panic: &Panic) -> JsValue {
///     JsValue::from_str(panic.message())
/// }
/// ```
#[proc_macro_attribute]
pub fn export(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::export(args.into(), &item.into()).into()
}

/// Declares what JavaScript provides, such that what it throws unwinds through Rust.
///
/// Takes what `#[wasm_bindgen] extern "C"` takes but `suspending`, with `#[import(…)]` inside the block. A
/// function without `catch` that throws unwinds with a [`JsException`]: destructors run, and
/// the export that it leaves throws the identical value on. wasm-bindgen declares such
/// functions as ones that cannot unwind, so that destructors may be skipped.
///
/// ```no_run
/// use unwind_export::import;
///
/// #[import]
/// extern "C" {
///     type Store;
///
///     #[import(constructor)]
///     fn new(name: &str) -> Store;
///
///     #[import(method)]
///     fn get(this: &Store, key: &str) -> Option<String>;
///
///     #[import(js_namespace = console)]
///     fn log(text: &str);
/// }
///
/// let store = Store::new("settings"); // unwinds if the constructor throws
/// log(&store.get("theme").unwrap_or_default());
/// ```
///
/// Statics are wasm-bindgen's own: an exception out of one is not seen by Rust.
///
/// [`JsException`]: https://docs.rs/unwind-export/latest/unwind_export/struct.JsException.html
#[proc_macro_attribute]
pub fn import(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::import(args.into(), &item.into()).into()
}

/// Stands on a function that wasm-bindgen writes for an import with generic parameters.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn __unwinding(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::unwinding(args.into(), &item.into()).into()
}

/// Stands on a block that imports from the JavaScript of the package itself, with no glue of wasm-bindgen's.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn __snippet(module: TokenStream, block: TokenStream) -> TokenStream {
    snippet::snippet(module.into(), &block.into()).into()
}

/// Makes a JavaScript function of a closure: a wasm-bindgen `Closure<dyn FnMut(…) -> …>`.
///
/// A panic in it is thrown to whoever called it, as a `PanicError` with the `exportName`
/// `"closure at src/lib.rs:10"`, and the closure can be called again. That is only right
/// where a panic cannot leave what the closure captures half-changed: where the closure is
/// `UnwindSafe`. Any other is routed through the aborting constructor instead, and **a panic
/// in it ends the instance**, as a trap does. To avoid that, capture an `Arc<Mutex<_>>` rather
/// than an `Rc<RefCell<_>>`; or vouch for what is captured, with
/// [`closure::new_assert_unwind_safe`]. `closure::new` takes only what is `UnwindSafe`, and
/// says so when it compiles.
///
/// Parameters need their types, up to eight by value or one by reference, as wasm-bindgen has
/// it. `closure!(once move || …)` makes one that runs once, and throws an `Error` if it is
/// called again. `closure!(crate = path, …)` says where this crate is, if it goes by another
/// name.
///
/// ```no_run
/// use unwind_export::{closure, import};
///
/// #[import]
/// extern "C" {
///     #[import(js_name = setTimeout)]
///     fn set_timeout(callback: wasm_bindgen::JsValue, milliseconds: u32);
/// }
///
/// let callback = closure!(once || println!("later"));
/// set_timeout(callback.into_js_value(), 100);
/// ```
///
/// [`closure::new_assert_unwind_safe`]: https://docs.rs/unwind-export/latest/unwind_export/closure/fn.new_assert_unwind_safe.html
#[proc_macro]
pub fn closure(tokens: TokenStream) -> TokenStream {
    expand::closure(tokens.into()).into()
}
