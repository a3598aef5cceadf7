//! How generated code names the runtime.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote};
use syn::{Attribute, Path};

use crate::span::placed;

pub(crate) struct Runtime {
    /// The path of the private module, which is valid everywhere: `::unwind_export::__private0`.
    path: TokenStream,
    /// The same module, as the code that is generated now has to call it.
    pub(crate) private: Module,
    /// Its `wasm_bindgen`, likewise.
    wasm_bindgen: Module,
}

/// With the patch version, so that nobody can hold on to it.
#[cfg(not(test))]
const PRIVATE: &str = concat!("__private", env!("CARGO_PKG_VERSION_PATCH"));
/// In snapshots, which are of every version.
#[cfg(test)]
const PRIVATE: &str = "__private";

impl Runtime {
    /// For code among the user's own, where only whole paths are safe. `given` is what
    /// `crate = path` gives.
    pub(crate) fn beside_item(given: Option<&Path>) -> Self {
        let module = Ident::new(PRIVATE, Span::call_site());
        let path = given.map_or_else(
            || quote!(::unwind_export::#module),
            |given| quote!(#given::#module),
        );
        Self {
            private: Module::Path(path.clone()),
            wasm_bindgen: Module::Path(quote!(#path::wasm_bindgen)),
            path,
        }
    }

    /// For code in `shims!`, which gives the modules short names.
    pub(crate) fn in_shims(given: Option<&Path>) -> Self {
        let name = |name| Module::Name(Ident::new(name, Span::call_site()));
        Self {
            private: name("__private"),
            wasm_bindgen: name("__wasm_bindgen"),
            ..Self::beside_item(given)
        }
    }

    /// Shims stand beside the item, where nobody can name them.
    pub(crate) fn shims(&self, cfgs: &[Attribute], shims: &TokenStream) -> TokenStream {
        let path = &self.path;
        quote!(#(#cfgs)* #path::shims! { #shims })
    }

    /// What stands before shims that ask a type how it is poisoned.
    pub(crate) fn any_type(&self) -> TokenStream {
        let private = &self.private;
        quote!(#[allow(unused_imports)] use #private::AnyType as _;)
    }

    /// Where generated code finds wasm-bindgen.
    pub(crate) fn sync_paths(&self) -> TokenStream {
        let wasm_bindgen = &self.wasm_bindgen;
        quote!(wasm_bindgen = #wasm_bindgen,)
    }

    /// Where generated code finds wasm-bindgen and its companions.
    pub(crate) fn paths(&self) -> TokenStream {
        let private = &self.private;
        let sync = self.sync_paths();
        quote! {
            #sync
            js_sys = #private::js_sys,
            wasm_bindgen_futures = #private::futures,
        }
    }
}

/// A module of the runtime's. Its name is most of generated code: a path would take the macro, and
/// the compiler, far more time.
#[derive(Clone)]
pub(crate) enum Module {
    Name(Ident),
    Path(TokenStream),
}

impl Module {
    /// As if it stood at `place`.
    pub(crate) fn at(&self, place: Span) -> Self {
        match self {
            Self::Name(name) => {
                let mut name = name.clone();
                name.set_span(place);
                Self::Name(name)
            }
            Self::Path(path) => Self::Path(placed(place, path.clone())),
        }
    }
}

impl ToTokens for Module {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Name(name) => tokens.append(name.clone()),
            Self::Path(path) => path.to_tokens(tokens),
        }
    }
}
