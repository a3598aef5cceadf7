//! `extern` blocks: each function is imported under another name, with `catch`, and wrapped.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt;
use syn::{
    Attribute, FnArg, ForeignItem, ForeignItemFn, ItemForeignMod, Safety, Type, TypeReference,
    TypeTraitObject, Visibility, parse_quote,
};

use super::argument::given_to_closure;
use super::returned::{raw_output, result};
use super::runtime::{Module, Runtime};
use crate::args::names::js_name_of;
use crate::ast::import::{Crossing, Exception, ExternBlock, Imported, ImportedFunction, Role};
use crate::ast::signature::Copied;
use crate::ty::{closure_of, name, ungrouped};

/// ```text
/// extern "C" {                   #[bindgen(…)]
///     #[import(method)]          extern "C" {
///     pub fn get(                    #[wasm_bindgen(js_name = "get", catch, method)]
///         this: &Store,          ⇒   fn __import_get(this: &Store, key: &str)
///         key: &str,                     -> Result<u32, JsValue>;
///     ) -> u32;                  }
/// }                              impl Store {
///                                    pub fn get(&self, key: &str) -> u32 {
///                                        imported(<Store>::__import_get(self, key))
///                                    }
///                                }
/// ```
pub(crate) fn extern_block(item: &ExternBlock) -> TokenStream {
    let runtime = Runtime::beside_item(item.args.runtime.as_ref());
    let private = &runtime.private;
    let (mut items, mut statics) = (Vec::new(), Vec::new());
    let mut wrappers = TokenStream::new();
    for imported in &item.items {
        match imported {
            Imported::Function(function) if function.is_generic => {
                items.push(ForeignItem::Fn(in_place(private, function)));
            }
            Imported::Function(function) => {
                items.push(ForeignItem::Fn(raw(private, function, &item.items)));
                wrappers.extend(wrapper(private, function));
            }
            Imported::Type(args, ty) => {
                let mut ty = ty.clone();
                ty.attrs.push(bindgen_attribute(&args.passed));
                items.push(ForeignItem::Type(ty));
            }
            Imported::Static(args, item) => {
                let mut item = item.clone();
                item.attrs.push(bindgen_attribute(&args.passed));
                statics.push(ForeignItem::Static(item));
            }
            Imported::Text(args, item) => {
                let mut item = (**item).clone();
                item.attrs.push(bindgen_attribute(&args.passed));
                statics.push(ForeignItem::Verbatim(item.into_token_stream()));
            }
            Imported::Other(item) => items.push(item.clone()),
        }
    }
    let with = |items: Vec<ForeignItem>| ItemForeignMod {
        items,
        ..item.header.clone()
    };
    let (paths, passed) = (runtime.paths(), &item.args.passed);
    // With these, wasm-bindgen takes no path to itself: it finds itself among the user's
    // dependencies.
    let statics = (!statics.is_empty()).then(|| {
        let statics = with(statics);
        quote!(#[#private::bindgen(#passed)] #statics)
    });
    let items = with(items);
    quote! {
        #[#private::bindgen(#paths #passed)]
        #items
        #statics
        #wrappers
    }
}

/// ```text
/// fn first<T>(list: &Queue<T>) -> T;  ⇒  #[wasm_bindgen(catch, …)]
///                                        #[unwinding(…)]
///                                        fn first<T>(list: &Queue<T>) -> Result<T, JsValue>;
/// ```
///
/// wasm-bindgen adds bounds to the parameters of a generic function. So that function is wrapped where these
/// are known: once it is written.
fn in_place(private: &Module, function: &ImportedFunction) -> ForeignItemFn {
    let ImportedFunction { args, item, .. } = function;
    let mut raw = item.clone();
    let catch = (!args.catch).then(|| quote!(catch,));
    let passed = &args.passed;
    raw.attrs
        .insert(0, bindgen_attribute(&quote!(#catch #passed)));
    let returned = &function.returned;
    let wrapped = match returned.exception {
        Exception::Unwinds => quote!(unwinds = #private,),
        Exception::Returned(_) => quote!(),
    };
    let member = function.role.owner().map(|_| quote!(member,));
    let reference = (!matches!(returned.crossing, Crossing::Value)).then(|| quote!(reference,));
    raw.attrs
        .push(parse_quote!(#[#private::unwinding(#wrapped #member #reference)]));
    if !args.catch {
        let ty = returned
            .ty
            .as_ref()
            .map_or(quote!(()), Type::to_token_stream);
        raw.sig.output = parse_quote!(-> #private::Result<#ty, #private::JsValue>);
    }
    raw
}

fn bindgen_attribute(options: &TokenStream) -> Attribute {
    parse_quote!(#[wasm_bindgen(#options)])
}

/// `fn __import_get(this: &Store, key: &str) -> Result<u32, JsValue>;`
fn raw(private: &Module, function: &ImportedFunction, declared: &[Imported]) -> ForeignItemFn {
    let ImportedFunction { args, item, .. } = function;
    let js_name = js_name(function).map(|js_name| quote!(js_name = #js_name,));
    let js_class = js_class(function, declared).map(|js_class| quote!(js_class = #js_class,));
    let catch = (!args.catch).then(|| quote!(catch,));
    let passed = &args.passed;
    let mut raw = item.clone();
    raw.attrs = vec![bindgen_attribute(
        &quote!(#js_name #js_class #catch #passed),
    )];
    raw.attrs.extend(Copied::from(&item.attrs).cfgs);
    raw.vis = Visibility::Inherited;
    raw.sig.safety = Safety::Default;
    raw.sig.ident = raw_name(&item.sig.ident);
    raw.sig.output = raw_output(private, function);
    if function.is_sync() {
        for input in &mut raw.sig.inputs {
            if let FnArg::Typed(input) = input
                && let Some((_, object)) = closure(&input.ty)
            {
                input.ty = parse_quote!(&#private::ScopedClosure<#object>);
            }
        }
    }
    raw
}

fn raw_name(name: &Ident) -> Ident {
    format_ident!("__import_{}", name.unraw(), span = name.span())
}

/// The name in JavaScript, where wasm-bindgen would take it from the function's.
fn js_name(function: &ImportedFunction) -> Option<String> {
    let ImportedFunction {
        args, item, role, ..
    } = function;
    let is_named = args.names.js_name.is_some()
        || args.names.property().is_some()
        || matches!(role, Role::Constructor(_))
        || args.indexing;
    (!is_named).then(|| args.names.js_name_of(&item.sig.ident))
}

/// The JavaScript class of a constructor, which wasm-bindgen would take from its type.
fn js_class(function: &ImportedFunction, declared: &[Imported]) -> Option<String> {
    let (Role::Constructor(owner), None) = (&function.role, &function.args.js_class) else {
        return None;
    };
    let owner = name(owner)?;
    let renamed = declared.iter().find_map(|imported| match imported {
        Imported::Type(args, ty) if ty.ident == *owner => args.js_name.clone(),
        _ => None,
    });
    Some(renamed.unwrap_or_else(|| js_name_of(owner)))
}

/// `pub fn get(&self, key: &str) -> u32 { imported(Store::__import_get(self, key)) }`
fn wrapper(private: &Module, function: &ImportedFunction) -> TokenStream {
    let ImportedFunction { item, role, .. } = function;
    let (attrs, vis, sig) = (&item.attrs, &item.vis, &item.sig);
    let (name, generics, asyncness) = (&sig.ident, &sig.generics, &sig.asyncness);
    let (output, where_clause) = (&sig.output, &generics.where_clause);
    let cfgs = &Copied::from(attrs).cfgs;
    let receiver = matches!(role, Role::Method(_)).then(|| quote!(&self,));
    let parameters = function.parameters.iter().map(|(name, ty)| {
        let ty = borrowed_closure(private, ty).unwrap_or_else(|| ty.to_token_stream());
        quote!(#name: #ty)
    });
    let owner = role.owner();
    let made = match &function.returned.crossing {
        Crossing::Made(made) => Some(quote!(#(#cfgs)* #private::made!(#made, #owner);)),
        Crossing::Nullable | Crossing::Value => None,
    };
    let lent = lent(function);
    let call = lent
        .iter()
        .rev()
        .fold(call(private, function), |call, (name, object)| {
            let given = given_to_closure(private, inputs(object));
            quote!(#private::lend::<#object, #given, _, _>(#name, |#name| #call))
        });
    let result = result(private, function, &call);
    let unsafety = match sig.safety {
        Safety::Unsafe(keyword) => Some(keyword),
        Safety::Safe(_) | Safety::Default => None,
    };
    // A panic's `exportName` is then the line that lends the closure.
    let track_caller = (!lent.is_empty()).then(|| quote!(#[track_caller]));
    let wrapper = quote! {
        #(#attrs)*
        #track_caller
        #[allow(clippy::all, clippy::pedantic, nonstandard_style)]
        #vis #asyncness #unsafety fn #name #generics (#receiver #(#parameters),*) #output #where_clause {
            #[allow(unused_imports)]
            use #private::{AnyType as _, RustType as _};
            #result
        }
    };
    match owner {
        Some(owner) => quote!(#made #(#cfgs)* impl #owner { #wrapper }),
        None => wrapper,
    }
}

/// `<Store>::__import_get(self, key)`
fn call(private: &Module, function: &ImportedFunction) -> TokenStream {
    let ImportedFunction { item, role, .. } = function;
    let path = match (&function.returned.crossing, role.owner()) {
        (Crossing::Made(made), _) => quote!(#made::),
        (_, Some(owner)) => quote!(<#owner>::),
        (_, None) => quote!(),
    };
    let name = raw_name(&item.sig.ident);
    let object = matches!(role, Role::Method(_)).then(|| quote!(self));
    let parameters = function.parameters.iter();
    let parameters = parameters.map(|(name, _)| name.to_token_stream());
    let arguments = object.into_iter().chain(parameters);
    let call = quote!(#path #name(#(#arguments),*));
    match item.sig.asyncness {
        Some(_) => quote!(#private::awaited(#call).await),
        None => call,
    }
}

/// The closures that it borrows: `dyn FnMut()`, by the parameter's name.
fn lent(function: &ImportedFunction) -> Vec<(&Ident, &TypeTraitObject)> {
    let parameters = function.parameters.iter().filter(|_| function.is_sync());
    let lent = parameters.filter_map(|(name, ty)| Some((name, closure(ty)?.1)));
    lent.collect()
}

/// The `u32` of `dyn FnMut(u32)`
fn inputs(object: &TypeTraitObject) -> impl Iterator<Item = &Type> {
    let signature = closure_of(&object.bounds);
    let inputs = signature
        .into_iter()
        .flat_map(|(_, signature)| &signature.inputs);
    inputs.map(|input| &input.ty)
}

/// `&mut dyn FnMut()` as wasm-bindgen has it: `&mut (impl FnMut() + MaybeUnwindSafe)`.
fn borrowed_closure(private: &Module, ty: &Type) -> Option<TokenStream> {
    let (reference, object) = closure(ty)?;
    let (mutability, bounds) = (&reference.mutability, &object.bounds);
    Some(quote!(&#mutability (impl #bounds + #private::MaybeUnwindSafe)))
}

/// `&mut dyn FnMut()`
fn closure(ty: &Type) -> Option<(&TypeReference, &TypeTraitObject)> {
    let Type::Reference(reference) = ungrouped(ty) else {
        return None;
    };
    match ungrouped(&reference.elem) {
        Type::TraitObject(object) => Some((reference, object)),
        _ => None,
    }
}
