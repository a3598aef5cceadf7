//! The shims of an `impl` block and of a struct.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{Attribute, ItemStruct, Path, Visibility, parse_quote};

use crate::args::{Args, Assert};
use crate::ast::{Field, Impl, Passing, Struct};
use crate::expand::hidden;
use crate::scope::{Class, Scope};
use crate::shim;
use crate::taken::{self, Taken};

/// ```text
/// impl Session {             impl Session { … }
///     pub fn f(&self) {}  ⇒  const _: () = {
/// }                              receiver!(Session);
///                                #[bindgen(js_class = "Session", …)]
///                                impl __Receiver { pub fn __export_f(&self) … }
///                            };
/// ```
pub(crate) fn block(block: &Impl) -> TokenStream {
    let class = &block.class;
    let js_name = block
        .args
        .js_class
        .clone()
        .unwrap_or_else(|| js_name(class));
    let mut scope = Scope::hidden(block.args.runtime.as_ref());
    scope.class = Some(Class {
        path: class,
        js_name,
    });
    let checks = block
        .methods
        .iter()
        .map(|method| shim::checks(&scope, method));
    let shims = block
        .methods
        .iter()
        .map(|method| shim::shim(&scope, method));
    let passed = &block.args.passed;
    let given = block.args.js_class.is_some();
    let js_class = (!given).then(|| class_options(&scope, None));
    let options = quote!(#js_class #passed);
    let block_of_shims = receiver_block(&scope, &options, &quote!(#(#shims)*));
    let any_type = scope.any_type();
    let shims = quote!(wasm_bindgen: #any_type #(#checks)* #block_of_shims);
    hidden(&scope, &block.cfgs, &shims)
}

/// ```text
/// pub struct Session {         #[wasm_bindgen(…)]
///     pub name: String,        pub struct Session { #[wasm_bindgen(skip)] pub name: String, … }
///     #[export(poison)]     ⇒  const _: () = {
///     poison: Poison,              impl Exported for Session { const POISONING: … }
/// }                                impl UnwindSafe for Session {} …
///                                  receiver!(Session);
///                                  impl __Receiver { pub fn __get_name(&self) … __export_free(self) … }
///                              };
/// ```
pub(crate) fn class(class: &Struct) -> TokenStream {
    let path = Path::from(class.name.clone());
    let mut scope = Scope::hidden(class.args.runtime.as_ref());
    let js_name = class.args.js_name.clone().unwrap_or_else(|| js_name(&path));
    scope.class = Some(Class {
        path: &path,
        js_name: js_name.clone(),
    });
    let exported = exported(&scope, class, &js_name);
    let accessors = class
        .fields
        .iter()
        .map(|field| accessors(&scope, field, &js_name));
    let is_poisoned = class.poison.as_ref().map(|_| is_poisoned(&scope));
    let free = free(&scope, &js_name);
    let shims = quote!(#(#accessors)* #is_poisoned #free);
    let options = class_options(&scope, class.args.js_namespace.as_deref());
    let block = receiver_block(&scope, &options, &shims);
    let any_type = scope.any_type();
    let shims = quote!(wasm_bindgen: #any_type #exported #block);
    hidden(&scope, &class.cfgs, &shims)
}

/// How the class's name and namespace are given on an `impl` block.
fn class_options(scope: &Scope<'_>, namespace: Option<&str>) -> TokenStream {
    let js_name = scope.class.as_ref().map(|class| &class.js_name);
    let namespace = namespace.map(|namespace| {
        let parts = namespace.split('.');
        quote!(js_namespace = [#(#parts),*],)
    });
    quote!(js_class = #js_name, #namespace)
}

/// What `#[export]` leaves to wasm-bindgen of a struct or enum.
pub(crate) fn class_attribute(args: &Args) -> Attribute {
    let scope = Scope::new(args.runtime.as_ref());
    let private = &scope.private;
    let paths = scope.paths();
    let passed = &args.passed;
    parse_quote!(#[#private::bindgen(#paths #passed)])
}

/// Keeps wasm-bindgen from exporting public fields itself, outside of any guard.
pub(crate) fn hide_fields(item: &mut ItemStruct) {
    for field in &mut item.fields {
        if let Visibility::Public(_) = field.vis {
            field.attrs.push(parse_quote!(#[wasm_bindgen(skip)]));
        }
    }
}

fn js_name(class: &Path) -> String {
    let name = class.segments.last().map(|segment| segment.ident.unraw());
    name.map(|name| name.to_string()).unwrap_or_default()
}

/// `impl Exported for Session`, and the unwind safety that the user vouches for or that the
/// poison field makes true.
fn exported(scope: &Scope<'_>, class: &Struct, js_name: &str) -> TokenStream {
    let private = &scope.private;
    let name = &class.name;
    let guarded = &class.guarded;
    let poisoning = class.poison.as_ref().map(|poison| {
        let flag = quote_spanned!(poison.span()=> |this| &this.#poison);
        quote!(#private::Some(#private::Poisoning::new(
            #js_name,
            #flag,
            !#private::Probe::<(#(#guarded,)*)>::IS_REF_UNWIND_SAFE,
        )))
    });
    let poisoning = poisoning.unwrap_or_else(|| quote!(#private::None));
    let asserted = matches!(class.args.assert_unwind_safe, Some(Assert::All));
    let unwind_safe = (asserted || class.poison.is_some()).then(|| {
        quote! {
            impl #private::UnwindSafe for #name {}
            impl #private::RefUnwindSafe for #name {}
        }
    });
    quote! {
        impl #private::Exported for #name {
            const POISONING: #private::Poisons<Self> = #poisoning;
        }
        #unwind_safe
    }
}

/// The getter of a field, and its setter unless it is `readonly`.
fn accessors(scope: &Scope<'_>, field: &Field, class: &str) -> TokenStream {
    let Field { name, ty, .. } = field;
    let private = &scope.private;
    let path = &scope.class.as_ref().map(|class| class.path);
    let poisoning = taken::poisoning(private, &quote!(#path), false);
    let js_name = field
        .args
        .js_name
        .clone()
        .unwrap_or_else(|| name.unraw().to_string());
    let export_name = format!("{class}.{js_name}");
    let js_name = field
        .args
        .js_name
        .is_none()
        .then(|| quote!(js_name = #js_name,));
    let (passed, cfgs, docs) = (
        &field.args.passed,
        &field.attributes.cfgs,
        &field.attributes.docs,
    );
    let site = quote!(#private::Site::new(#export_name));
    let this = Ident::new("__this", Span::mixed_site());
    let taken = |passing| Taken::new(private, passing, &this, "self", &poisoning);
    let (shared, mutable) = (taken(Passing::Shared), taken(Passing::Mutable));
    let getter = format_ident!("__get_{}", name.unraw());
    let setter = format_ident!("__set_{}", name.unraw());
    let setter = (!field.args.readonly).then(|| {
        let value = Ident::new("value", Span::mixed_site());
        let none = quote!(#private::None);
        let taken = Taken::new(private, Passing::Owned, &value, "value", &none);
        let argument = &mutable.argument;
        let call = quote!((#argument).#name = #value);
        let set = taken::with_taken(private, &[taken, mutable], &call);
        let this = shim::this(private, Passing::Mutable);
        let set = shim::body(private, "guard", &site, Some(&this), &set);
        quote! {
            #(#cfgs)*
            #[wasm_bindgen(setter, #js_name #passed)]
            pub fn #setter(&self, #value: #private::Owned<#ty>) -> #private::Guarded<()> {
                #set
            }
        }
    });
    let argument = &shared.argument;
    let call = quote!(#private::cloned(&(#argument).#name));
    let get = taken::with_taken(private, &[shared], &call);
    let this = shim::this(private, Passing::Shared);
    let get = shim::body(private, shim::guarded_by(ty), &site, Some(&this), &get);
    let guarded_type = shim::guarded_type(private, ty);
    quote! {
        #(#cfgs)*
        #(#docs)*
        #[wasm_bindgen(getter, #js_name #passed)]
        pub fn #getter(&self) -> #guarded_type {
            #get
        }
        #setter
    }
}

fn is_poisoned(scope: &Scope<'_>) -> TokenStream {
    let private = &scope.private;
    quote! {
        #[doc = " Whether a panic may have left the object half-changed."]
        #[wasm_bindgen(getter, js_name = isPoisoned)]
        pub fn __is_poisoned(&self) -> #private::Guarded<bool> {
            #private::is_poisoned(#private::Receiver::borrow(&self.0))
        }
    }
}

/// Takes the place of the `free` that wasm-bindgen generates, and puts a guard around `Drop`.
fn free(scope: &Scope<'_>, class: &str) -> TokenStream {
    let private = &scope.private;
    let export_name = format!("{class}.free");
    quote! {
        #[wasm_bindgen(js_name = free, skip_typescript)]
        pub fn __export_free(self) -> #private::Guarded<()> {
            static __SITE: #private::Site = #private::Site::new(#export_name);
            #private::free(&__SITE, #private::Receiver::take(&self.0))
        }
    }
}

/// `receiver!(Session); #[bindgen(…)] impl __Receiver { … }`
fn receiver_block(scope: &Scope<'_>, options: &TokenStream, shims: &TokenStream) -> TokenStream {
    let private = &scope.private;
    let paths = scope.paths();
    let class = scope.class.as_ref().map(|class| class.path);
    quote! {
        #private::receiver!(#class);
        #[#private::bindgen(#paths #options)]
        impl __Receiver {
            #shims
        }
    }
}
