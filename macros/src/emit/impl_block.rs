//! The shims of an `impl` block.

use proc_macro2::TokenStream;
use quote::quote;

use super::argument::{Argument, receiver_local};
use super::runtime::{Module, Runtime};
use super::shim::{Shim, bindgen_options, shim};
use super::unwind_safety;
use crate::ast::export::{Class, ImplBlock, Method};

/// ```text
/// impl Session {             impl Session { … }
///     pub fn f(&self) {}  ⇒  const _: () = {
/// }                              receiver!(Session);
///                                #[bindgen(js_class = "Session", …)]
///                                impl __Receiver { pub fn __export_f(&self) … }
///                            };
/// ```
pub(crate) fn impl_block(item: &ImplBlock) -> TokenStream {
    let ImplBlock { args, class, .. } = item;
    let runtime = Runtime::in_shims(args.runtime.as_ref());
    let private = &runtime.private;
    let methods = &item.methods;
    let checks = methods.iter().map(|method| checks(private, class, method));
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

fn checks(private: &Module, class: &Class, method: &Method) -> TokenStream {
    let mut checks = TokenStream::new();
    if let Some(receiver) = &method.receiver {
        checks.extend(unwind_safety::of_receiver(private, receiver, class));
    }
    checks.extend(unwind_safety::of_parameters(private, &method.signature));
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
        let argument = Argument::receiver(private, passing, class, &local, args.allow_poisoned);
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

/// `receiver!(Session); #[bindgen(…)] impl __Receiver { … }`
pub(crate) fn receiver_block(
    runtime: &Runtime,
    class: &Class,
    options: &TokenStream,
    shims: &TokenStream,
) -> TokenStream {
    let private = &runtime.private;
    let paths = runtime.paths();
    let path = &class.path;
    quote! {
        #private::receiver!(#path);
        #[#private::bindgen(#paths #options)]
        impl __Receiver {
            #shims
        }
    }
}
