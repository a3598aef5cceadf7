//! What the shims of one item have in common.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Path;

pub(crate) struct Scope<'a> {
    /// `::unwind_export::__private`
    pub(crate) root: TokenStream,
    /// How the tokens around it are to call that.
    pub(crate) private: TokenStream,
    /// And its `wasm_bindgen`.
    wasm_bindgen: TokenStream,
    pub(crate) class: Option<Class<'a>>,
}

pub(crate) struct Class<'a> {
    pub(crate) path: &'a Path,
    pub(crate) js_name: String,
}

impl Scope<'_> {
    pub(crate) fn new(runtime: Option<&Path>) -> Self {
        let root = runtime.map_or_else(
            || quote!(::unwind_export::__private),
            |runtime| quote!(#runtime::__private),
        );
        Self {
            private: root.clone(),
            wasm_bindgen: quote!(#root::wasm_bindgen),
            root,
            class: None,
        }
    }

    /// For what stands in `shims!`: paths that are all of generated code take the compiler time.
    pub(crate) fn hidden(runtime: Option<&Path>) -> Self {
        Self {
            private: quote!(__private),
            wasm_bindgen: quote!(__wasm_bindgen),
            ..Self::new(runtime)
        }
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

/// The tokens as if they stood at `place`.
pub(crate) fn placed(place: Span, tokens: TokenStream) -> TokenStream {
    let tokens = tokens.into_iter().map(|mut token| {
        token.set_span(place);
        token
    });
    tokens.collect()
}
