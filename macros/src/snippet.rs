//! Where wasm-bindgen's command-line tool copies the JavaScript of a package.

use std::collections::hash_map::DefaultHasher;
use std::env;
use std::hash::{Hash, Hasher};

use proc_macro2::TokenStream;
use quote::quote;
use syn::LitStr;

/// ```text
/// #[__snippet("/js/attach.mjs")]       #[link(wasm_import_module = "./snippets/unwind-export-…/js/attach.mjs")]
/// unsafe extern "C" { … }          ⇒   unsafe extern "C" { … }
/// ```
pub(crate) fn snippet(module: TokenStream, block: &TokenStream) -> TokenStream {
    match syn::parse2::<LitStr>(module) {
        Ok(module) => {
            let package = package(&variable("CARGO_PKG_NAME"), &variable("CARGO_PKG_VERSION"));
            let path = format!("./snippets/{package}{}", module.value());
            quote!(#[link(wasm_import_module = #path)] #block)
        }
        Err(error) => error.into_compile_error(),
    }
}

/// Of the package that is compiled.
fn variable(name: &str) -> String {
    env::var(name).unwrap_or_default()
}

/// The folder of a package's snippets, hashed as by wasm-bindgen's macro: with the same hasher on the same machine,
/// whose word size it depends on.
fn package(name: &str, version: &str) -> String {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    version.hash(&mut hasher);
    #[expect(clippy::cast_possible_truncation, reason = "as wasm-bindgen does")]
    let package = hasher.finish() as usize;
    let mut hasher = DefaultHasher::new();
    package.hash(&mut hasher);
    0_i32.hash(&mut hasher);
    format!("{name}-{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::{package, variable};

    /// wasm-bindgen's macro tells its command-line tool.
    #[test]
    fn the_folder_is_the_one_that_wasm_bindgen_names() {
        let block = quote! { extern "C" { fn imported(); } };
        let expansion = wasm_bindgen_macro_support::expand(quote!(), block).unwrap();
        let package = package(&variable("CARGO_PKG_NAME"), &variable("CARGO_PKG_VERSION"));
        assert!(expansion.to_string().contains(&package), "{package}");
    }
}
