//! What is added to an enum, and stands beside it.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Fields, ItemEnum};

use super::argument::look;
use super::runtime::{Module, Runtime};
use super::structure::{at_start, bindgen_attribute};
use crate::args::export::EnumArgs;
use crate::args::names::{in_namespace, js_name_of};
use crate::ast::signature::Copied;

/// Puts `#[bindgen(…)]` on it.
pub(crate) fn mark(args: &EnumArgs, item: &mut ItemEnum) {
    // Before derives, since wasm-bindgen may add a variant.
    let attribute = bindgen_attribute(args.runtime.as_ref(), &args.passed);
    item.attrs.insert(0, attribute);
}

/// ```text
/// pub enum Found {           const _: () = {
///     Session(Session),          impl Exported for Found { const LOOK: … }
///     No = "no",         ⇒       #[bindgen(start, …)]
/// }                              fn __poisonable() { poisonable::<Found>() }
///                            };
/// ```
///
/// Nothing, if there are no values in it.
pub(crate) fn enumeration(args: &EnumArgs, item: &ItemEnum) -> TokenStream {
    let runtime = Runtime::in_shims(args.runtime.as_ref());
    let private = &runtime.private;
    let name = &item.ident;
    let (looks, arms): (Vec<_>, Vec<_>) = item.variants.iter().filter_map(variant(private)).unzip();
    if arms.is_empty() {
        return TokenStream::new();
    }
    let any_type = runtime.any_type();
    let js_name = args.js_name.clone().unwrap_or_else(|| js_name_of(name));
    let js_name = in_namespace(args.js_namespace.as_deref(), &js_name);
    let known = at_start(&runtime, "poisonable", &js_name, &name.clone().into());
    let shims = quote! {
        #any_type
        impl #private::Exported for #name {
            const LOOK: #private::Look<Self> = #private::in_variants(
                |__value| match __value {
                    #(#arms)*
                    #[allow(unreachable_patterns)]
                    _ => #private::None,
                },
                &[#(#looks),*],
            );
        }
        #known
    };
    runtime.shims(&Copied::from(&item.attrs).cfgs, &shims)
}

/// Whether something can be found in a variant, and how.
fn variant(private: &Module) -> impl Fn(&syn::Variant) -> Option<(TokenStream, TokenStream)> {
    move |variant| {
        let Fields::Unnamed(fields) = &variant.fields else {
            return None;
        };
        let (cfgs, name) = (Copied::from(&variant.attrs).cfgs, &variant.ident);
        let look = look(private, &fields.unnamed.first()?.ty);
        let arm = quote!(#(#cfgs)* Self::#name(__value) => #private::in_variant(__value, #look),);
        Some((quote!(#(#cfgs)* #look.is_some()), arm))
    }
}
