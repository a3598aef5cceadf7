//! `extern` blocks: each function is imported under another name, with `catch`, and wrapped.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{
    Error, FnArg, ForeignItem, ForeignItemFn, ItemForeignMod, Pat, Type, Visibility, parse_quote,
};

use crate::args::{Args, Place};
use crate::attributes::{copied, helper};
use crate::report::Report;
use crate::returned::{Returned, type_name};
use crate::scope::{Module, Scope};
use crate::signature::plain;

/// ```text
/// extern "C" {                   #[bindgen(…)]
///     #[import(method)]          extern "C" {
///     pub fn get(                    #[wasm_bindgen(js_name = "get", method, catch)]
///         this: &Store,          ⇒   fn __import_get(this: &Store, key: &str) -> Result<u32, JsValue>;
///         key: &str,             }
///     ) -> u32;                  impl Store {
/// }                                  pub fn get(&self, key: &str) -> u32 {
///                                        imported(Store::__import_get(self, key))
///                                    }
///                                }
/// ```
pub(crate) fn import(args: TokenStream, tokens: &TokenStream) -> TokenStream {
    let mut report = Report::default();
    let args = Args::parse(args, Place::Extern, &mut report);
    let mut block = match syn::parse2::<ItemForeignMod>(tokens.clone()) {
        Ok(block) => block,
        Err(error) => {
            report.error(error.span(), "`#[import]` is for `extern \"C\"` blocks");
            let errors = report.into_errors();
            return quote!(#tokens #errors);
        }
    };
    if block
        .abi
        .name
        .as_ref()
        .is_some_and(|name| name.value() != "C")
    {
        report.error(
            block.abi.name.span(),
            "JavaScript's functions are `extern \"C\"`",
        );
        block.abi.name = None;
    }
    let scope = Scope::new(args.runtime.as_ref());
    let mut types = Vec::new();
    let mut wrappers = TokenStream::new();
    for item in &mut block.items {
        let attrs = match item {
            ForeignItem::Static(item) => &mut item.attrs,
            ForeignItem::Type(item) => &mut item.attrs,
            _ => continue,
        };
        let args = helper(attrs, Place::Import, &mut report);
        let passed = &args.passed;
        attrs.push(parse_quote!(#[wasm_bindgen(#passed)]));
        if let ForeignItem::Type(item) = item {
            let name = item.ident.clone();
            let js_name = args.js_name.unwrap_or_else(|| name.unraw().to_string());
            types.push((name, js_name));
        }
    }
    for item in &mut block.items {
        if let ForeignItem::Fn(function) = item {
            wrappers.extend(function_with_wrapper(&scope, &types, function, &mut report));
        }
    }
    let (private, paths, passed) = (&scope.private, scope.paths(), &args.passed);
    let statics = take_statics(&mut block).map(|statics| {
        quote! {
            #[#private::bindgen(#passed)]
            #statics
        }
    });
    let errors = report.into_errors();
    quote! {
        #[#private::bindgen(#paths #passed)]
        #block
        #statics
        #wrappers
        #errors
    }
}

/// Moves the statics to a block of their own, if there are any: wasm-bindgen takes no path to
/// itself there, and finds itself among the user's dependencies.
fn take_statics(block: &mut ItemForeignMod) -> Option<ItemForeignMod> {
    let is_static = |item: &ForeignItem| matches!(item, ForeignItem::Static(_));
    let mut statics = block.clone();
    statics.items.retain(is_static);
    block.items.retain(|item| !is_static(item));
    (!statics.items.is_empty()).then_some(statics)
}

/// Has the function imported under another name, and gives the wrapper that bears its own.
fn function_with_wrapper(
    scope: &Scope<'_>,
    types: &[(Ident, String)],
    raw: &mut ForeignItemFn,
    report: &mut Report,
) -> TokenStream {
    let args = &helper(&mut raw.attrs, Place::Import, report);
    let private = &scope.private;
    let user = raw.clone();
    let name = &user.sig.ident;
    let class = match class(&user, args) {
        Ok(class) => class,
        Err(error) => {
            report.add(error);
            return TokenStream::new();
        }
    };
    let result = Returned::of(&user, args);

    let raw_name = format_ident!("__import_{}", name.unraw(), span = name.span());
    raw.sig.ident.clone_from(&raw_name);
    raw.vis = Visibility::Inherited;
    raw.sig.output = result.raw(private);
    let js_name = js_name(name, args).map(|js_name| quote!(js_name = #js_name,));
    let catch = (!args.catch).then(|| quote!(catch,));
    let passed = &args.passed;
    let js_class = js_class(types, class.as_ref(), args).map(|name| quote!(js_class = #name,));
    raw.attrs = vec![parse_quote!(#[wasm_bindgen(#js_name #js_class #catch #passed)])];
    let cfgs = &copied(&user.attrs).cfgs;
    raw.attrs.extend_from_slice(cfgs);

    let (receiver, parameters, arguments) = parameters(private, &user, args);
    let (attrs, vis, output) = (&user.attrs, &user.vis, &user.sig.output);
    let (generics, asyncness) = (&user.sig.generics, &user.sig.asyncness);
    let where_clause = &generics.where_clause;
    let made = result.made.as_ref();
    let path = match (made, &class) {
        (Some(made), _) => quote!(#made::),
        (None, Some(class)) => quote!(<#class>::),
        (None, None) => quote!(),
    };
    let declared = made.map(|made| quote!(#(#cfgs)* #private::made!(#made, #class);));
    let wait = asyncness.map(|_| quote!(.await));
    let called = result.called(private, &quote!(#path #raw_name(#(#arguments),*)#wait));
    let wrapper = quote! {
        #(#attrs)*
        #[allow(clippy::all, clippy::pedantic, nonstandard_style)]
        #vis #asyncness fn #name #generics (#receiver #(#parameters),*) #output #where_clause {
            #[allow(unused_imports)]
            use #private::RustType as _;
            #called
        }
    };
    match class {
        Some(class) => quote!(#declared #(#cfgs)* impl #class { #wrapper }),
        None => wrapper,
    }
}

/// The type that the function is a member of, if it is one.
fn class(function: &ForeignItemFn, args: &Args) -> syn::Result<Option<Type>> {
    let error = |message| Err(Error::new(function.sig.ident.span(), message));
    if let Some(class) = &args.static_method_of {
        return Ok(Some(parse_quote!(#class)));
    }
    if args.constructor {
        return match Returned::of(function, args).ty {
            Some(class) => Ok(Some(class)),
            None => error("a constructor returns its type: `-> Type`"),
        };
    }
    if !args.method {
        return Ok(None);
    }
    let this = function.sig.inputs.first().and_then(|input| match input {
        FnArg::Typed(input) => match plain(&input.ty) {
            Type::Reference(this) => Some((*this.elem).clone()),
            _ => None,
        },
        FnArg::Receiver(_) => None,
    });
    match this {
        Some(class) => Ok(Some(class)),
        None => error("a method's first parameter is its object: `this: &Type`"),
    }
}

/// The JavaScript class of a constructor, which wasm-bindgen would take from its type.
fn js_class(types: &[(Ident, String)], class: Option<&Type>, args: &Args) -> Option<String> {
    if !args.constructor || args.js_class.is_some() {
        return None;
    }
    let class = type_name(class?)?;
    let declared = types.iter().find(|(name, _)| name == class);
    Some(declared.map_or_else(|| class.unraw().to_string(), |(_, js_name)| js_name.clone()))
}

/// The name in JavaScript, where wasm-bindgen would take it from the function's.
fn js_name(name: &Ident, args: &Args) -> Option<String> {
    let is_named = args.js_name.is_some()
        || args.constructor
        || args.indexing
        || args
            .getter
            .as_ref()
            .is_some_and(|getter| getter.name.is_some())
        || args
            .setter
            .as_ref()
            .is_some_and(|setter| setter.name.is_some());
    (!is_named).then(|| args.js_name_of(name))
}

/// `&self`, the parameters of the wrapper, and what it calls the import with.
fn parameters(
    private: &Module,
    function: &ForeignItemFn,
    args: &Args,
) -> (Option<TokenStream>, Vec<TokenStream>, Vec<TokenStream>) {
    let mut inputs: Vec<_> = function.sig.inputs.iter().collect();
    let mut arguments = Vec::new();
    let receiver = args.method.then(|| quote!(&self,));
    if args.method {
        inputs.remove(0);
        arguments.push(quote!(self));
    }
    let mut parameters = Vec::new();
    for (index, input) in inputs.into_iter().enumerate() {
        let FnArg::Typed(input) = input else { continue };
        let name = match &*input.pat {
            Pat::Ident(pattern) => pattern.ident.clone(),
            _ => Ident::new(&format!("arg{index}"), Span::mixed_site()),
        };
        let ty = closure(private, &input.ty).unwrap_or_else(|| input.ty.to_token_stream());
        parameters.push(quote!(#name: #ty));
        arguments.push(quote!(#name));
    }
    (receiver, parameters, arguments)
}

/// `&mut dyn FnMut()` as wasm-bindgen has it: `&mut (impl FnMut() + MaybeUnwindSafe)`.
fn closure(private: &Module, ty: &Type) -> Option<TokenStream> {
    let Type::Reference(reference) = plain(ty) else {
        return None;
    };
    let Type::TraitObject(object) = plain(&reference.elem) else {
        return None;
    };
    let (mutability, bounds) = (&reference.mutability, &object.bounds);
    Some(quote!(&#mutability (impl #bounds + #private::MaybeUnwindSafe)))
}
