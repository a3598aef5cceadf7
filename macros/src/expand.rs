//! From a function to the function and its shim. Nothing can fail here.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Item, ReturnType, Type, parse_quote};

use crate::args::{Args, OnPanic};
use crate::ast::{Function, Parameter, Passing};
use crate::parse;
use crate::report::Report;

/// What `#[export(args)] item` becomes. With mistakes in it, the item itself and their errors.
pub(crate) fn export(args: TokenStream, item: &TokenStream) -> TokenStream {
    let mut report = Report::default();
    let args = Args::parse(args, &mut report);
    match syn::parse2::<Item>(item.clone()) {
        Ok(Item::Fn(function)) => {
            let function = parse::function(args, function, &mut report);
            let shim = report.into_errors().unwrap_or_else(|| shim(&function));
            let item = function.item;
            return quote!(#item #shim);
        }
        Ok(other) => parse::refuse(&other, &mut report),
        Err(error) => report.add(error),
    }
    let errors = report.into_errors();
    quote!(#item #errors)
}

/// ```text
/// /// The quotient.                        const _: () = {
/// pub fn divide(a: i32, b: &Money)             owned_outlives_panic::<i32>();
///     -> Money                                 shared_outlives_panic::<Money>();
///                                              static __SITE: Site = Site::new("divide");
///                                        ⇒     /// The quotient.
///                                              #[bindgen(js_name = "divide", …)]
///                                              pub fn __export_divide(a: Owned<i32>, b: Borrowed<Money>)
///                                                  -> Guarded<Money> {
///                                                  guard(&__SITE, move || Ok(divide(Owned::get(a, "a")?, …)))
///                                              }
///                                          };
/// ```
fn shim(function: &Function) -> TokenStream {
    let private = private(&function.args);
    let cfgs = &function.cfgs;
    let checks = function.parameters.iter().map(|p| check(&private, p));
    let site = site(&private, function);
    let export = shim_function(&private, function);
    quote! {
        #(#cfgs)*
        #[cfg(not(doctest))]
        #[allow(deprecated)]
        const _: () = {
            #(#checks)*
            #site
            #export
        };
    }
}

fn private(args: &Args) -> TokenStream {
    let runtime = &args.runtime;
    quote!(#runtime::__private)
}

/// `owned_outlives_panic::<T>();`, which points at the user's type.
fn check(private: &TokenStream, parameter: &Parameter) -> Option<TokenStream> {
    let ty = &parameter.ty;
    let check = match parameter.passing {
        Passing::Owned => "owned_outlives_panic",
        Passing::Shared | Passing::Mutable => "shared_outlives_panic",
    };
    let check = Ident::new(check, Span::mixed_site());
    (!parameter.asserted).then(|| quote_spanned!(ty.span()=> #private::#check::<#ty>();))
}

/// `static __SITE: Site = Site::new("divide").map_panic(to_js);`
fn site(private: &TokenStream, function: &Function) -> TokenStream {
    let name = &function.item.sig.ident;
    let export_name = export_name(function);
    let on_panic = match &function.args.on_panic {
        OnPanic::Throw => quote!(),
        OnPanic::Abort => quote!(.abort_on_panic()),
        OnPanic::Map(map) => quote_spanned!(map.span()=> .map_panic(#map)),
    };
    // The call's span is where a panic of unknown origin is said to come from.
    let new = placed(name.span(), quote!(#private::Site::new(#export_name)));
    quote!(static __SITE: #private::Site = #new #on_panic;)
}

/// The function's name in JavaScript, with its namespace.
fn export_name(function: &Function) -> String {
    let name = js_name(function);
    match &function.args.js_namespace {
        Some(namespace) => format!("{namespace}.{name}"),
        None => name,
    }
}

fn js_name(function: &Function) -> String {
    let args = &function.args;
    let rust_name = || function.item.sig.ident.unraw().to_string();
    args.js_name.clone().unwrap_or_else(rust_name)
}

/// ```text
/// async fn load(url: &str) -> u32   ⇒   pub async fn __export_load(url: Borrowed<str>) -> Resolved<u32> {
///                                           guard_async(&__SITE, async move { Ok(load(…).await) }).await
///                                       }
/// ```
fn shim_function(private: &TokenStream, function: &Function) -> TokenStream {
    let name = &function.item.sig.ident;
    let shim = format_ident!("__export_{}", name.unraw(), span = Span::mixed_site());
    let docs = &function.docs;
    let bindgen = bindgen_options(private, function);
    let parameters = function
        .parameters
        .iter()
        .map(|p| shim_parameter(private, p));
    let arguments = function.parameters.iter().map(|p| argument(private, p));
    let output = output(&function.item.sig.output);
    let call = quote!(#name(#(#arguments),*));
    let is_async = function.item.sig.asyncness.is_some();
    let (asyncness, output, body) = match (function.args.start, is_async) {
        (false, false) => (
            None,
            Some(wrapped(private, "Guarded", &output)),
            quote!(#private::guard(&__SITE, move || #private::Ok(#call))),
        ),
        (false, true) => (
            Some(quote!(async)),
            Some(wrapped(private, "Resolved", &output)),
            quote!(#private::guard_async(&__SITE, async move { #private::Ok(#call.await) }).await),
        ),
        (true, false) => (
            None,
            Some(quote!(#private::Started)),
            quote!(#private::start(&__SITE, move || #private::Ok(#call))),
        ),
        (true, true) => (
            Some(quote!(async)),
            None,
            quote!(#private::start_async(&__SITE, async move { #private::Ok(#call.await) }).await),
        ),
    };
    let output = output.map(|output| quote!(-> #output));
    quote! {
        #(#docs)*
        #[#private::bindgen(#bindgen)]
        pub #asyncness fn #shim(#(#parameters),*) #output {
            #body
        }
    }
}

fn bindgen_options(private: &TokenStream, function: &Function) -> TokenStream {
    let js_name = js_name(function);
    let passed = &function.args.passed;
    let js_name = function
        .args
        .js_name
        .is_none()
        .then(|| quote!(js_name = #js_name,));
    quote! {
        #js_name
        wasm_bindgen = #private::wasm_bindgen,
        js_sys = #private::js_sys,
        wasm_bindgen_futures = #private::futures,
        #passed
    }
}

/// The parameter's name, which cannot be mistaken for an item that the user's types or
/// the call of the user's function name.
fn local(parameter: &Parameter) -> Ident {
    let mut name = parameter.name.clone();
    name.set_span(Span::mixed_site());
    name
}

/// `#[wasm_bindgen(…)] name: Owned<T>`
fn shim_parameter(private: &TokenStream, parameter: &Parameter) -> TokenStream {
    let Parameter { ty, options, .. } = parameter;
    let name = local(parameter);
    let options = options
        .iter()
        .map(|options| quote!(#[wasm_bindgen(#options)]));
    let (binding, wrapper) = match parameter.passing {
        Passing::Owned => (None, "Owned"),
        Passing::Shared => (None, "Borrowed"),
        Passing::Mutable => (Some(quote!(mut)), "BorrowedMut"),
    };
    let ty = wrapped(private, wrapper, ty);
    quote!(#(#options)* #binding #name: #ty)
}

/// `Owned<T>`, at the place of `T`: there the compiler points if it cannot cross.
fn wrapped(private: &TokenStream, wrapper: &str, ty: &Type) -> TokenStream {
    let wrapper = Ident::new(wrapper, Span::mixed_site());
    let path = placed(ty.span(), quote!(#private::#wrapper));
    quote_spanned!(ty.span()=> #path<#ty>)
}

/// The tokens as if they stood at `place`.
fn placed(place: Span, tokens: TokenStream) -> TokenStream {
    let tokens = tokens.into_iter().map(|mut token| {
        token.set_span(place);
        token
    });
    tokens.collect()
}

/// `Owned::get(name, "name")?`
fn argument(private: &TokenStream, parameter: &Parameter) -> TokenStream {
    let name = local(parameter);
    let text = parameter.name.unraw().to_string();
    match parameter.passing {
        Passing::Owned => quote!(#private::Owned::get(#name, #text)?),
        Passing::Shared => quote!(#private::Borrowed::get(&#name, #text)?),
        Passing::Mutable => quote!(#private::BorrowedMut::get(&mut #name, #text)?),
    }
}

fn output(output: &ReturnType) -> Type {
    match output {
        ReturnType::Default => parse_quote!(()),
        ReturnType::Type(_, ty) => (**ty).clone(),
    }
}
