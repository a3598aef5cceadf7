//! The shim of a free function.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned;

use super::runtime::{Module, Runtime};
use super::shim::{Shim, bindgen_options, shim};
use super::unwind_safety;
use crate::args::names::{function_name, in_namespace};
use crate::ast::export::Function;

/// ```text
/// fn f() {}   ⇒   fn f() {}
///                 const _: () = { … pub fn __export_f() … };
/// ```
pub(crate) fn function(function: &Function) -> TokenStream {
    let Function { args, signature } = function;
    let runtime = Runtime::in_shims(args.runtime.as_ref());
    let private = &runtime.private;
    let checks = unwind_safety::of_parameters(private, signature);
    let paths = match signature.asyncness {
        Some(_) => runtime.paths(),
        None => runtime.sync_paths(),
    };
    let options = bindgen_options(signature, &args.call, Some(&paths));
    let shim = Shim {
        signature,
        args: &args.call,
        start: args.start,
        attribute: quote!(#[#private::bindgen(#options)]),
        export_name: export_name(function),
        path: signature.name.to_token_stream(),
        receiver: None,
    };
    let shim = self::shim(private, &shim);
    let any_type =
        (!signature.parameters.iter().all(unwind_safety::is_plain)).then(|| runtime.any_type());
    let returned = args
        .start
        .then(|| returned_by_start(private, &signature.output));
    let shims = quote!(#any_type #checks #returned #shim);
    runtime.shims(&signature.attributes.cfgs, &shims)
}

/// Points at the type that nobody would get.
fn returned_by_start(private: &Module, ty: &Type) -> TokenStream {
    quote_spanned!(ty.span()=> #private::returned_by_start::<#ty>();)
}

/// As JavaScript calls it.
fn export_name(function: &Function) -> String {
    let Function { args, signature } = function;
    let name = function_name(args.call.names.js_name_of(&signature.name));
    in_namespace(args.js_namespace.as_deref(), &name)
}
