//! Attributes on parts of an item, and the names of parameters.

use insta::assert_snapshot;
use quote::quote;

use super::shown::expand;

#[test]
fn attributes_that_depend() {
    let function = expand(
        quote!(),
        quote!(
            pub fn f(#[cfg_attr(unix, export(js_name = "g"))] a: u32) {}
        ),
    );
    let block = expand(
        quote!(),
        quote! {
            impl Session {
                #[cfg_attr(windows, cfg_attr(unix, export(skip)))]
                #[cfg_attr(windows, must_use)]
                pub fn f(&self) {}
            }
        },
    );
    let structure = expand(
        quote!(),
        quote! {
            pub struct Session {
                #[cfg_attr(unix, inline, export(skip))]
                pub a: u32,
            }
        },
    );
    assert_snapshot!(function + &block + &structure);
}

#[test]
fn unnamed_parameters_have_names_of_their_own() {
    let expansion = expand(
        quote!(),
        quote!(
            pub fn f(_: u32, arg0: u32, __this: u32, _: Unnamed) {}
        ),
    );
    assert!(
        expansion.contains("_arg0: u32,\n        arg0: u32,"),
        "{expansion}"
    );
    assert!(
        expansion.contains("f(_arg0, arg0, __this, arg3)"),
        "{expansion}"
    );
}

#[test]
fn a_receiver_is_no_parameter() {
    let expansion = expand(
        quote!(),
        quote! {
            impl Session {
                pub fn f(&self, __this: u32) {}
            }
        },
    );
    assert!(expansion.contains("let __this_ = "), "{expansion}");
    assert!(
        expansion.contains("Session::f(__this_, __this)"),
        "{expansion}"
    );
}

#[test]
fn errors_call_a_function_as_javascript_does() {
    let expansion = expand(
        quote!(),
        quote!(
            pub fn delete() {}
        ),
    );
    assert!(expansion.contains("Site::new(\"_delete\")"), "{expansion}");
}
