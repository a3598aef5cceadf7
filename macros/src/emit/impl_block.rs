//! The shims of an `impl` block.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;

use super::argument::{Argument, receiver_local};
use super::runtime::{Module, Runtime};
use super::shim::{Shim, bindgen_options, shim};
use super::unwind_safety;
use crate::ast::export::{Class, ImplBlock, Method};
use crate::ast::signature::{Passing, Receiver};

/// ```text
/// impl Session {             impl Session { … }
///     pub fn f(&self) {}  ⇒  const _: () = {
/// }                              receiver!(__ReceiverSession, Session);
///                                #[bindgen(js_class = "Session", …)]
///                                impl __ReceiverSession { pub fn __export_f(&self) … }
///                            };
/// ```
pub(crate) fn impl_block(item: &ImplBlock) -> TokenStream {
    let ImplBlock { args, class, .. } = item;
    let runtime = Runtime::in_shims(args.runtime.as_ref());
    let private = &runtime.private;
    let methods = &item.methods;
    let checks = methods.iter().enumerate();
    let checks = checks.map(|(index, method)| {
        let before = &methods[..index];
        let is_first = !before
            .iter()
            .any(|earlier| is_checked_alike(earlier, method));
        self::checks(private, class, method, is_first)
    });
    let shims = methods
        .iter()
        .map(|method| self::method(private, class, method));
    let js_class = args.js_class.is_none().then(|| class_options(class, None));
    let passed = &args.passed;
    let options = quote!(#js_class #passed);
    let receiver_block = receiver_block(&runtime, class, &options, &quote!(#(#shims)*));
    let any_type = runtime.any_type();
    let shims = quote!(#any_type #(#checks)* #receiver_block);
    runtime.shims(&item.cfgs, &shims)
}

/// Whether the same is asked of the object for an earlier method, wherever that is there.
fn is_checked_alike(earlier: &Method, later: &Method) -> bool {
    let (Some(earlier_object), Some(later_object)) = (&earlier.receiver, &later.receiver) else {
        return false;
    };
    let is_owned = |object: &Receiver| matches!(object.passing, Passing::AsItIs | Passing::Owned);
    earlier.signature.attributes.cfgs.is_empty()
        && !earlier_object.is_vouched
        && is_owned(earlier_object) == is_owned(later_object)
}

fn checks(private: &Module, class: &Class, method: &Method, is_first: bool) -> TokenStream {
    let mut checks = TokenStream::new();
    if let Some(receiver) = &method.receiver {
        checks.extend(unwind_safety::of_receiver(
            private, receiver, class, is_first,
        ));
    }
    checks.extend(unwind_safety::of_parameters(private, &method.signature));
    if let Some(place) = method.args.allow_poisoned {
        checks.extend(unwind_safety::can_be_poisoned(private, class, place));
    }
    if checks.is_empty() {
        return checks;
    }
    let cfgs = &method.signature.attributes.cfgs;
    quote!(#(#cfgs)* { #checks })
}

fn method(private: &Module, class: &Class, method: &Method) -> TokenStream {
    let Method {
        args,
        receiver,
        signature,
    } = method;
    let options = bindgen_options(signature, &args.call, None);
    let (path, name) = (&class.path, &signature.name);
    let receiver = receiver.as_ref().map(|receiver| {
        let passing = receiver.passing;
        let local = receiver_local(&signature.parameters);
        let argument = Argument::receiver(
            private,
            passing,
            class,
            &local,
            args.allow_poisoned.is_some(),
        );
        (passing, argument)
    });
    let shim = Shim {
        signature,
        args: &args.call,
        start: false,
        attribute: quote!(#[wasm_bindgen(#options)]),
        export_name: export_name(class, method),
        path: quote!(#path::#name),
        receiver,
    };
    self::shim(private, &shim)
}

/// As JavaScript calls it: `Class.method`, or `new Class`.
fn export_name(class: &Class, method: &Method) -> String {
    let js_class = &class.js_name;
    if method.args.constructor {
        return format!("new {js_class}");
    }
    let name = method.args.call.names.js_name_of(&method.signature.name);
    format!("{js_class}.{name}")
}

/// How the class's name and namespace are given on an `impl` block.
pub(crate) fn class_options(class: &Class, namespace: Option<&str>) -> TokenStream {
    let js_name = &class.js_name;
    let namespace = namespace.map(|namespace| {
        let parts = namespace.split('.');
        quote!(js_namespace = [#(#parts),*],)
    });
    quote!(js_class = #js_name, #namespace)
}

/// `receiver!(__ReceiverSession, Session); #[bindgen(…)] impl __ReceiverSession { … }`
pub(crate) fn receiver_block(
    runtime: &Runtime,
    class: &Class,
    options: &TokenStream,
    shims: &TokenStream,
) -> TokenStream {
    let private = &runtime.private;
    let paths = runtime.paths();
    let path = &class.path;
    let receiver = receiver_name(class);
    quote! {
        #private::receiver!(#receiver, #path);
        #[#private::bindgen(#paths #options)]
        impl #receiver {
            #shims
        }
    }
}

/// `__ReceiverSession`: stacks show the class by it.
fn receiver_name(class: &Class) -> Ident {
    let name = class
        .path
        .segments
        .last()
        .map(|last| last.ident.unraw().to_string());
    format_ident!(
        "__Receiver{}",
        name.unwrap_or_default(),
        span = Span::mixed_site()
    )
}
