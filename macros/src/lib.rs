//! The attribute macros of unwind-export, which re-exports and documents them.

mod arg;
mod args;
mod ast;
mod attributes;
mod class;
mod expand;
mod parse;
mod report;
mod scope;
mod shim;
mod signature;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

/// Makes a function callable from JavaScript such that a panic in it harms no other call.
///
/// The function stays as it is written. Beside it stands a shim that JavaScript calls under
/// the function's name: it catches a panic and throws it as a `PanicError`; the promise of
/// an `async` function is rejected with it. Arguments are dropped before that, and the next
/// call works.
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
/// `T: RefUnwindSafe`, an owned one `T: UnwindSafe`. What an `async fn` holds across an
/// `.await` is gone after a panic, and may be anything.
///
/// # Options
///
/// | option | effect |
/// |---|---|
/// | `js_name`, `js_namespace`, `variadic`, `skip_typescript`, `unchecked_return_type`, … | as in wasm-bindgen |
/// | `start` | runs while the module initialises, which throws the `PanicError` |
/// | `on_panic = throw` | the default |
/// | `on_panic = abort` | a panic ends the instance, as a trap does |
/// | `map_panic = path` | `fn(&Panic) -> JsValue` gives what is thrown instead |
/// | `assert_unwind_safe`, `assert_unwind_safe(a, b)` | all or some parameters may be left in any state |
/// | `crate = path` | where this crate is, if it goes by another name |
///
/// On a parameter, `#[export(js_name = …)]` and the other options that wasm-bindgen has for
/// parameters.
#[proc_macro_attribute]
pub fn export(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::export(args.into(), &item.into()).into()
}
