//! What each macro makes of its tokens. With mistakes in them, the user's item stays, and each
//! mistake has its error.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Item;

use crate::ast::export::FunctionItem;
use crate::parse::condition::variants;
use crate::report::Report;
use crate::{emit, parse, valid};

/// `#[export(args)] item`
pub(crate) fn export(args: TokenStream, tokens: &TokenStream) -> TokenStream {
    if let Ok(item) = syn::parse2::<FunctionItem>(tokens.clone()) {
        return match variants("export", item).as_mut_slice() {
            [item] => function(args, item, Some(tokens)),
            items => items
                .iter_mut()
                .map(|item| function(args.clone(), item, None))
                .collect(),
        };
    }
    let mut report = Report::default();
    let (item, shims) = match syn::parse2::<Item>(tokens.clone()) {
        Ok(item) => export_item(args, item, &mut report),
        Err(error) => {
            report.add(error);
            (tokens.clone(), TokenStream::new())
        }
    };
    let errors = report.into_errors();
    quote!(#item #shims #errors)
}

/// `given`: the item's tokens, if they can stay.
fn function(
    args: TokenStream,
    item: &mut FunctionItem,
    given: Option<&TokenStream>,
) -> TokenStream {
    let mut report = Report::default();
    if valid::is_wasm_bindgens(&item.sig.ident) {
        return valid::made_twice(item);
    }
    let function = parse::function::function(args, item, &mut report);
    let mut parameters = function.signature.parameters.iter();
    let has_helpers = parameters.any(|parameter| parameter.has_helper);
    let item = match given {
        Some(tokens) if report.is_empty() && !has_helpers => tokens.clone(),
        _ => item.into_token_stream(),
    };
    let shims = report.into_errors();
    let shims = shims.unwrap_or_else(|| emit::function::function(&function));
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
            shims = match parse::structure::structure(args, &mut item, report) {
                Ok(structure) => {
                    emit::structure::mark(&structure.args, &mut item);
                    emit::structure::structure(&structure)
                }
                Err(runtime) => {
                    emit::structure::unexported(runtime.as_ref(), &item.ident, &item.generics)
                }
            };
            item.into_token_stream()
        }
        Item::Enum(mut item) => {
            match parse::structure::enumeration(args, &mut item, report) {
                Ok(args) => {
                    shims = emit::enumeration::enumeration(&args, &item);
                    emit::enumeration::mark(&args, &mut item);
                }
                Err(runtime) => {
                    let generics = &item.generics;
                    shims = emit::structure::unexported(runtime.as_ref(), &item.ident, generics);
                }
            }
            item.into_token_stream()
        }
        Item::ForeignMod(item) => {
            valid::wrong_kind(&Item::ForeignMod(item.clone()), report);
            import(TokenStream::new(), &item.into_token_stream())
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

/// What an import with generic parameters has become.
pub(crate) fn unwinding(args: TokenStream, tokens: &TokenStream) -> TokenStream {
    match parse::unwinding::unwinding(args, tokens) {
        Some(written) => emit::unwinding::unwinding(written),
        None => tokens.clone(),
    }
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
