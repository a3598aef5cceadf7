//! The shims of a struct, and what is added to it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::{Attribute, Generics, ItemStruct, Member, Path, Visibility, parse_quote};

use super::argument::{Argument, given, look, receiver_local, receiver_statement, with_arguments};
use super::guard::{body, guard_of, guarded};
use super::impl_block::{class_options, receiver_block};
use super::poison;
use super::runtime::{Module, Runtime};
use crate::args::export::StructArgs;
use crate::args::names::{in_namespace, js_name_of};
use crate::ast::export::{Class, Field, Struct};
use crate::ast::signature::Passing;

/// ```text
/// pub struct Session {         #[wasm_bindgen(…)]
///     pub name: String,        pub struct Session { #[wasm_bindgen(skip)] pub name: String, … }
///     #[export(poison)]     ⇒  const _: () = {
///     poison: Poison,              impl Exported for Session { const POISONING: … }
/// }                                receiver!(__ReceiverSession, Session);
///                                  impl __ReceiverSession {
///                                      pub fn __get_name(&self) … __export_free(self) …
///                                  }
///                              };
/// ```
pub(crate) fn structure(item: &Struct) -> TokenStream {
    let Struct { args, class, .. } = item;
    let runtime = Runtime::in_shims(args.runtime.as_ref());
    let private = &runtime.private;
    let exported = exported(private, item);
    let accessors = item
        .fields
        .iter()
        .map(|field| accessors(private, class, field));
    let is_poisoned = item.poison.as_ref().map(|_| is_poisoned(private));
    let extends = args.extends.is_some();
    let free = free(private, class, extends);
    let shims = quote!(#(#accessors)* #is_poisoned #free);
    let options = class_options(class, args.js_namespace.as_deref());
    let receiver_block = receiver_block(&runtime, class, &options, &shims);
    let any_type = runtime.any_type();
    let name = in_namespace(args.js_namespace.as_deref(), &class.js_name);
    let calling = |function| at_start(&runtime, function, &name, &class.path);
    // An object of a class that extends another asks Rust for the pointer to that, and a ghost has nothing to ask.
    let known = (!extends).then(|| calling("know"));
    let poisonable = item.poison.as_ref().map(|_| calling("poisonable"));
    let shims = quote!(#any_type #exported #receiver_block #known #poisonable);
    runtime.shims(&item.cfgs, &shims)
}

/// ```text
/// #[bindgen(start, js_name = "__know_Session", …)]      #[bindgen(start, js_name = "__poisonable_Session", …)]
/// fn __know() { know::<Session>() }                     fn __poisonable() { poisonable::<Session>() }
/// ```
pub(super) fn at_start(
    runtime: &Runtime,
    function: &str,
    js_name: &str,
    path: &Path,
) -> TokenStream {
    let private = &runtime.private;
    let paths = runtime.paths();
    // wasm-bindgen makes a symbol of it, and structs of several modules may have one name in Rust.
    let js_name = format!("__{function}_{js_name}");
    let function = Ident::new(function, Span::mixed_site());
    let name = format_ident!("__{function}");
    quote! {
        #[#private::bindgen(#paths start, private, skip_typescript, js_name = #js_name)]
        fn #name() {
            #private::#function::<#path>();
        }
    }
}

/// Puts `#[bindgen(…)]` on a struct, and keeps wasm-bindgen from exporting public fields itself, outside of
/// any guard.
pub(crate) fn mark(args: &StructArgs, item: &mut ItemStruct) {
    let attribute = bindgen_attribute(args.runtime.as_ref(), &args.passed);
    item.attrs.insert(0, attribute);
    for field in &mut item.fields {
        if let Visibility::Public(_) = field.vis {
            field.attrs.push(parse_quote!(#[wasm_bindgen(skip)]));
        }
    }
}

/// What takes the place of an export that cannot be made.
pub(crate) fn unexported(runtime: Option<&Path>, name: &Ident, generics: &Generics) -> TokenStream {
    let private = Runtime::beside_item(runtime).private;
    let (parameters, arguments, _) = generics.split_for_impl();
    quote!(#private::unexported! { [#parameters] #name #arguments })
}

/// With no path to wasm-bindgen: what it writes for a struct or enum names it among the user's dependencies,
/// whatever it is told.
pub(super) fn bindgen_attribute(runtime: Option<&Path>, passed: &TokenStream) -> Attribute {
    let private = Runtime::beside_item(runtime).private;
    parse_quote!(#[#private::bindgen(#passed)])
}

/// `impl Exported for Session`, and the unwind safety that the user vouches for.
fn exported(private: &Module, item: &Struct) -> TokenStream {
    let path = &item.class.path;
    let poisoning = poison::poisoning(private, item);
    let unwind_safe = item.args.assert_unwind_safe.then(|| {
        quote! {
            impl #private::UnwindSafe for #path {}
            impl #private::RefUnwindSafe for #path {}
        }
    });
    // Shims take any type by this name for Rust's own.
    let named_string = path.is_ident("String").then(|| {
        quote! {
            impl #private::NamedString for #path {
                type Given = #private::Owned<Self>;
                type MaybeGiven = #private::Owned<#private::Option<Self>>;
            }
        }
    });
    let checks = poison::checks(private, item);
    quote! {
        impl #private::Exported for #path {
            const POISONING: #private::Poisons<Self> = #poisoning;
        }
        #named_string
        #unwind_safe
        #checks
    }
}

/// The getter of a field, and its setter unless it is `readonly`.
fn accessors(private: &Module, class: &Class, field: &Field) -> TokenStream {
    let getter = getter(private, class, field);
    let setter = (!field.args.readonly).then(|| setter(private, class, field));
    quote!(#getter #setter)
}

/// ```text
/// /// Its name.          /// Its name.
/// pub name: String,  ⇒   #[wasm_bindgen(getter = "name")]
///                        pub fn __get_name(&self) -> GuardedText<String> {
///                            … cloned(&this.name) …
///                        }
/// ```
fn getter(private: &Module, class: &Class, field: &Field) -> TokenStream {
    let Field {
        name, js_name, ty, ..
    } = field;
    let options = &field.args.passed;
    let (cfgs, docs) = (&field.attributes.cfgs, &field.attributes.docs);
    let getter = accessor_name("get", field);
    let object = Argument::receiver(private, Passing::Shared, class, &receiver_local(&[]), false);
    let object_local = &object.local;
    let call = quote!(#private::cloned(&#object_local.#name));
    let call = with_arguments(&[&object], &call);
    let statement = receiver_statement(private, Passing::Shared, object_local);
    let site = site(private, class, field);
    let body = body(private, guard_of(ty, false), &site, Some(&statement), &call);
    let output = guarded(private, ty);
    quote! {
        #(#cfgs)*
        #(#docs)*
        #[wasm_bindgen(getter = #js_name, #options)]
        pub fn #getter(&self) -> #output {
            #body
        }
    }
}

/// ```text
/// /// Its name.          /// Its name.
/// pub name: String,  ⇒   #[wasm_bindgen(setter = "name")]
///                        pub fn __set_name(&self, value: Owned<String>) -> Guarded<()> {
///                            … this.name = value …
///                        }
/// ```
fn setter(private: &Module, class: &Class, field: &Field) -> TokenStream {
    let Field {
        name, js_name, ty, ..
    } = field;
    let options = &field.args.passed;
    let (cfgs, docs) = (&field.attributes.cfgs, &field.attributes.docs);
    let setter = accessor_name("set", field);
    let local = Ident::new("value", Span::mixed_site());
    let value = Argument::new(Passing::Owned, &local, "value", &look(private, ty));
    let given = given(private, Passing::Owned, ty);
    let object = Argument::receiver(
        private,
        Passing::Mutable,
        class,
        &receiver_local(&[]),
        false,
    );
    let object_local = &object.local;
    let call = quote!(#object_local.#name = #local);
    let call = with_arguments(&[&object, &value], &call);
    let statement = receiver_statement(private, Passing::Mutable, object_local);
    let site = site(private, class, field);
    let body = body(private, "guard", &site, Some(&statement), &call);
    quote! {
        #(#cfgs)*
        #(#docs)*
        #[wasm_bindgen(setter = #js_name, #options)]
        pub fn #setter(&self, #local: #given) -> #private::Guarded<()> {
            #body
        }
    }
}

/// Not the property's, which a method may have as well. wasm-bindgen declares fields in the order of these.
fn accessor_name(kind: &str, field: &Field) -> Ident {
    let by_js_name = format!("__{kind}_{}", field.js_name);
    syn::parse_str(&by_js_name).unwrap_or_else(|_| match &field.name {
        Member::Named(name) => format_ident!("__{kind}__{}", js_name_of(name)),
        Member::Unnamed(index) => format_ident!("__{kind}__{}", index.index),
    })
}

/// `Site::new("Session.name")`
fn site(private: &Module, class: &Class, field: &Field) -> TokenStream {
    let export_name = format!("{}.{}", class.js_name, field.js_name);
    quote!(#private::Site::new(#export_name))
}

fn is_poisoned(private: &Module) -> TokenStream {
    quote! {
        #[doc = " Whether a panic may have left the object half-changed."]
        #[wasm_bindgen(getter = isPoisoned)]
        pub fn __is_poisoned(&self) -> #private::Guarded<bool> {
            #private::is_poisoned(#private::Receiver::borrow(&self.0))
        }
    }
}

/// What a class that is known to JavaScript takes for its `free`. Two members of one name would have bundlers warn.
const FREE: &str = "__free";

/// `free` itself, as JavaScript reads it. wasm-bindgen makes a symbol of a method's name, and `session_free` may be a
/// function of the user's.
const OWN_FREE: &str = "fre\\u0065";

/// Takes the place of the `free` that wasm-bindgen generates, and puts a guard around `Drop`.
fn free(private: &Module, class: &Class, extends: bool) -> TokenStream {
    let export_name = format!("{}.free", class.js_name);
    let js_name = if extends { OWN_FREE } else { FREE };
    quote! {
        #[wasm_bindgen(js_name = #js_name, skip_typescript)]
        pub fn __export_free(self) -> #private::Guarded<()> {
            static __SITE: #private::Site = #private::Site::new(#export_name);
            #private::free(&__SITE, #private::Receiver::take(self.0))
        }
    }
}
