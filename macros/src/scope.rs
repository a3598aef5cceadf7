//! What the shims of one item have in common.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote};
use syn::Path;

pub(crate) struct Scope<'a> {
    /// `::unwind_export::__private`
    pub(crate) root: TokenStream,
    /// How the tokens around it are to call that.
    pub(crate) private: Module,
    /// And its `wasm_bindgen`.
    wasm_bindgen: Module,
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
            private: Module::Path(root.clone()),
            wasm_bindgen: Module::Path(quote!(#root::wasm_bindgen)),
            root,
            class: None,
        }
    }

    /// For what stands in `shims!`, which gives the modules short names.
    pub(crate) fn hidden(runtime: Option<&Path>) -> Self {
        let name = |name| Module::Name(Ident::new(name, Span::call_site()));
        Self {
            private: name("__private"),
            wasm_bindgen: name("__wasm_bindgen"),
            ..Self::new(runtime)
        }
    }

    /// What stands before shims that ask a type how it is poisoned.
    pub(crate) fn any_type(&self) -> TokenStream {
        let private = &self.private;
        quote!(use #private::AnyType as _;)
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

/// The tokens as if they stood at `place`.
pub(crate) fn placed(place: Span, tokens: TokenStream) -> TokenStream {
    let tokens = tokens.into_iter().map(|mut token| {
        token.set_span(place);
        token
    });
    tokens.collect()
}
