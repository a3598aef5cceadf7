//! What wasm-bindgen has made of a generic import.

use proc_macro2::TokenStream;
use syn::{ItemFn, Path};

use crate::ast::import::Written;

/// None, if this is another of the functions that wasm-bindgen puts a function's attributes on.
pub(crate) fn unwinding(args: TokenStream, tokens: &TokenStream) -> Option<Written> {
    let function = syn::parse2::<ItemFn>(tokens.clone()).ok()?;
    if function.sig.abi.is_some() {
        return None;
    }
    let mut written = Written {
        function,
        unwinds: None,
        is_member: false,
        is_reference: false,
    };
    let options = syn::meta::parser(|option| {
        if option.path.is_ident("unwinds") {
            written.unwinds = Some(option.value()?.parse::<Path>()?);
        }
        written.is_member |= option.path.is_ident("member");
        written.is_reference |= option.path.is_ident("reference");
        Ok(())
    });
    syn::parse::Parser::parse2(options, args).ok()?;
    Some(written)
}
