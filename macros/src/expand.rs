//! From an item to the item and its shims. Nothing can fail here.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Item};

use crate::ast::{Function, FunctionItem, Parameter, Passing};
use crate::report::Report;
use crate::scope::Scope;
use crate::{class, parse, shim};

/// What `#[export(args)] item` becomes. With mistakes in it, the item itself and their errors.
pub(crate) fn export(args: TokenStream, tokens: &TokenStream) -> TokenStream {
    let mut report = Report::default();
    if let Ok(mut item) = syn::parse2::<FunctionItem>(tokens.clone()) {
        let function = parse::function(args, &mut item, &mut report);
        let has_helpers = function.parameters.iter().any(|p| !p.options.is_empty());
        let item = if report.is_empty() && !has_helpers {
            tokens.clone()
        } else {
            item.into_token_stream()
        };
        let shims = report.into_errors();
        let shims = shims.unwrap_or_else(|| self::function(&function));
        return quote!(#item #shims);
    }
    let item = match syn::parse2::<Item>(tokens.clone()) {
        Ok(item) => item,
        Err(error) => {
            let error = error.to_compile_error();
            return quote!(#tokens #error);
        }
    };
    let (item, shims) = match item {
        Item::Impl(mut item) => {
            let block = parse::block(args, &mut item, &mut report);
            (
                item.into_token_stream(),
                block.as_ref().map(class::block).unwrap_or_default(),
            )
        }
        Item::Struct(mut item) => {
            let parsed = parse::class(args, &mut item, &mut report);
            let shims = class::class(&parsed);
            if report.is_empty() {
                item.attrs.push(class::class_attribute(&parsed.args));
                class::hide_fields(&mut item);
            }
            (item.into_token_stream(), shims)
        }
        Item::Enum(mut item) => {
            let args = parse::plain_enum(args, &item, &mut report);
            if report.is_empty() {
                item.attrs.push(class::class_attribute(&args));
            }
            (item.into_token_stream(), TokenStream::new())
        }
        other => {
            parse::refuse(&other, &mut report);
            (other.into_token_stream(), TokenStream::new())
        }
    };
    let shims = report.into_errors().unwrap_or(shims);
    quote!(#item #shims)
}

/// ```text
/// fn f() {}   ⇒   fn f() {}
///                 const _: () = { … pub fn __export_f() … };
/// ```
fn function(function: &Function) -> TokenStream {
    let scope = Scope::hidden(function.args.runtime.as_ref());
    let checks = shim::checks(&scope, function);
    let shim = shim::shim(&scope, function);
    let wasm_bindgen = if function.parameters.iter().any(Parameter::may_panic) {
        quote!(wasm_bindgen)
    } else {
        quote!(bare_wasm_bindgen)
    };
    let is_plain = |parameter: &Parameter| matches!(parameter.passing, Passing::Plain);
    let any_type = (!function.parameters.iter().all(is_plain)).then(|| scope.any_type());
    let shims = quote!(#wasm_bindgen: #any_type #checks #shim);
    hidden(&scope, &function.attributes.cfgs, &shims)
}

/// Shims stand beside the item, where nobody can name them.
pub(crate) fn hidden(scope: &Scope<'_>, cfgs: &[Attribute], shims: &TokenStream) -> TokenStream {
    let root = &scope.root;
    quote!(#(#cfgs)* #root::shims! { #shims })
}
