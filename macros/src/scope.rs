//! What the shims of one item have in common.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Path, parse_quote};

pub(crate) struct Scope<'a> {
    /// `::unwind_export::__private`
    pub(crate) private: TokenStream,
    pub(crate) class: Option<Class<'a>>,
}

pub(crate) struct Class<'a> {
    pub(crate) path: &'a Path,
    pub(crate) js_name: String,
}

impl Scope<'_> {
    pub(crate) fn new(runtime: Option<&Path>) -> Self {
        let default = || parse_quote!(::unwind_export);
        let runtime = runtime.cloned().unwrap_or_else(default);
        Self {
            private: quote!(#runtime::__private),
            class: None,
        }
    }

    /// Where generated code finds wasm-bindgen and its companions.
    pub(crate) fn paths(&self) -> TokenStream {
        let private = &self.private;
        quote! {
            wasm_bindgen = #private::wasm_bindgen,
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
