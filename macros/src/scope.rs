//! What the shims of one item have in common.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Path, Type, parse_quote};

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

    /// The type, with `Self` written out: the shim stands in another `impl`.
    pub(crate) fn named(&self, ty: &Type) -> Type {
        let Some(class) = &self.class else {
            return ty.clone();
        };
        let tokens = replace_self(ty.to_token_stream(), &class.path.to_token_stream());
        syn::parse2(tokens).unwrap_or_else(|_| ty.clone())
    }
}

fn replace_self(tokens: TokenStream, class: &TokenStream) -> TokenStream {
    let replaced = tokens.into_iter().map(|token| match token {
        TokenTree::Ident(name) if name == "Self" => class.clone(),
        TokenTree::Group(group) => {
            let inner = replace_self(group.stream(), class);
            let mut replaced = Group::new(group.delimiter(), inner);
            replaced.set_span(group.span());
            replaced.into_token_stream()
        }
        other => other.into_token_stream(),
    });
    replaced.collect()
}

/// The tokens as if they stood at `place`.
pub(crate) fn placed(place: Span, tokens: TokenStream) -> TokenStream {
    let tokens = tokens.into_iter().map(|mut token| {
        token.set_span(place);
        token
    });
    tokens.collect()
}
