//! What each macro makes of its tokens. With mistakes in them, the user's item stays, and each
//! mistake has its error.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Item;

use crate::ast::export::FunctionItem;
use crate::report::Report;
use crate::{emit, parse, valid};

/// `#[export(args)] item`
pub(crate) fn export(args: TokenStream, tokens: &TokenStream) -> TokenStream {
    let mut report = Report::default();
    if let Ok(mut item) = syn::parse2::<FunctionItem>(tokens.clone()) {
        let function = parse::function::function(args, &mut item, &mut report);
        let mut parameters = function.signature.parameters.iter();
        let has_helpers = parameters.any(|parameter| !parameter.options.is_empty());
        let item = if report.is_empty() && !has_helpers {
            tokens.clone()
        } else {
            item.into_token_stream()
        };
        let shims = report.into_errors();
        let shims = shims.unwrap_or_else(|| emit::function::function(&function));
        return quote!(#item #shims);
    }
    let (item, shims) = match syn::parse2::<Item>(tokens.clone()) {
        Ok(item) => export_item(args, item, &mut report),
        Err(error) => {
            report.add(error);
            (tokens.clone(), TokenStream::new())
        }
    };
    let shims = report.into_errors().unwrap_or(shims);
    quote!(#item #shims)
}

/// The item, and its shims.
fn export_item(args: TokenStream, item: Item, report: &mut Report) -> (TokenStream, TokenStream) {
    let mut shims = TokenStream::new();
    let item = match item {
        Item::Impl(mut item) => {
            if let Some(block) = parse::impl_block::impl_block(args, &mut item, report) {
                shims = emit::impl_block::impl_block(&block);
            }
            item.into_token_stream()
        }
        Item::Struct(mut item) => {
            let structure = parse::structure::structure(args, &mut item, report);
            let args = &structure.args;
            if report.is_empty() {
                let runtime = args.runtime.as_ref();
                let attribute = emit::structure::bindgen_attribute(runtime, &args.passed);
                item.attrs.push(attribute);
                emit::structure::hide_fields(&mut item);
            }
            shims = emit::structure::structure(&structure);
            item.into_token_stream()
        }
        Item::Enum(mut item) => {
            let args = parse::structure::fieldless_enum(args, &item, report);
            if report.is_empty() {
                let runtime = args.runtime.as_ref();
                let attribute = emit::structure::bindgen_attribute(runtime, &args.passed);
                item.attrs.push(attribute);
            }
            item.into_token_stream()
        }
        other => {
            valid::wrong_kind(&other, report);
            other.into_token_stream()
        }
    };
    (item, shims)
}

/// `#[import(args)] extern "C" { … }`
pub(crate) fn import(args: TokenStream, tokens: &TokenStream) -> TokenStream {
    let mut report = Report::default();
    let block = parse::import::extern_block(args, tokens, &mut report);
    let imports = match &block {
        Some(block) => emit::import::extern_block(block),
        None => tokens.clone(),
    };
    let errors = report.into_errors();
    quote!(#imports #errors)
}

/// `closure!(tokens)`
pub(crate) fn closure(tokens: TokenStream) -> TokenStream {
    let mut report = Report::default();
    let closure = parse::closure::closure(tokens, &mut report);
    let expansion = closure.as_ref().map(emit::closure::closure);
    match report.into_errors() {
        // Several statements make one expression.
        Some(errors) => quote!({ #errors }),
        None => expansion.into_token_stream(),
    }
}
