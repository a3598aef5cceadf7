//! What each kind of item expands to, up to what `#[wasm_bindgen]` makes of it.

mod fuzz;
mod parts;
mod shown;

use insta::assert_snapshot;
use quote::quote;

use crate::expand::{closure, export, import};
use shown::expand;

#[test]
fn sync_function() {
    assert_snapshot!(expand(
        quote!(),
        quote! {
            /// The quotient.
            #[cfg(feature = "division")]
            #[inline]
            pub fn divide(dividend: i32, divisor: i32) -> i32 {
                dividend / divisor
            }
        },
    ));
}

#[test]
fn parameters() {
    assert_snapshot!(expand(
        quote!(assert_unwind_safe(mapping)),
        quote! {
            fn take(
                owned: Vec<u8>,
                text: &str,
                bytes: &mut [u8],
                mapping: &Mapping,
                #[export(js_name = "in")] r#in: u32,
                Pair(left, right): Pair,
                _: bool,
            ) {}
        },
    ));
}

#[test]
fn async_function() {
    assert_snapshot!(expand(
        quote!(),
        quote! {
            pub async fn load(url: &str) -> Result<u32, JsValue> {
                fetch(url).await
            }
        },
    ));
}

#[test]
fn start_functions() {
    let sync = expand(
        quote!(start),
        quote!(
            fn main() -> Result<(), JsValue> {
                Ok(())
            }
        ),
    );
    let later = expand(
        quote!(start),
        quote!(
            async fn main() {}
        ),
    );
    assert_snapshot!(sync + &later);
}

#[test]
fn options() {
    let passed = expand(
        quote!(
            js_name = "f",
            js_namespace = ["a", "b"],
            variadic,
            unchecked_return_type = "1"
        ),
        quote!(
            pub fn function(rest: Vec<u32>) -> u32 {
                1
            }
        ),
    );
    let mapped = expand(
        quote!(map_panic = errors::to_js),
        quote!(
            fn mapped() {}
        ),
    );
    let aborting = expand(
        quote!(on_panic = abort, crate = facade::ue),
        quote!(
            fn aborting() {}
        ),
    );
    let recovering = expand(
        quote!(recover_panic = answers::unavailable),
        quote!(
            fn recovering(request: &Request) -> Result<String, JsValue> {
                answer(request)
            }
        ),
    );
    assert_snapshot!(passed + &mapped + &aborting + &recovering);
}

#[test]
fn struct_with_poison() {
    assert_snapshot!(expand(
        quote!(js_name = "Session", js_namespace = app),
        quote! {
            /// A session.
            pub struct RustSession {
                /// Its title.
                pub title: String,
                #[export(readonly, js_name = "createdAt")]
                pub created_at: f64,
                #[export(skip)]
                pub secret: String,
                lines: Rc<RefCell<Vec<String>>>,
                #[export(poison)]
                poison: Poison,
            }
        },
    ));
}

#[test]
fn impl_block() {
    assert_snapshot!(expand(
        quote!(on_panic = abort),
        quote! {
            impl Session {
                /// A new one.
                #[export(constructor)]
                pub fn new(title: &str) -> Result<Self, JsValue> {
                    Ok(Self::default())
                }

                pub fn push(&mut self, line: String) {}

                pub async fn load(&self) -> u32 {
                    1
                }

                pub fn close(self) {}

                #[export(getter, on_panic = throw)]
                pub fn lines(&self) -> usize {
                    0
                }

                #[export(setter)]
                pub fn set_lines(&mut self, lines: usize) {}

                #[export(allow_poisoned, assert_unwind_safe(self))]
                pub fn clear(&self) {}

                #[cfg(feature = "merge")]
                pub fn merge(&mut self, other: &Self) {}

                #[export(skip)]
                pub fn skipped<T>(&self) {}

                fn private(&self) {}
            }
        },
    ));
}

#[test]
fn fieldless_enum() {
    assert_snapshot!(expand(
        quote!(js_name = "Level"),
        quote!(
            pub enum RustLevel {
                Low,
                High,
            }
        )
    ));
}

#[test]
fn imports() {
    let block = quote! {
        extern "C" {
            #[import(js_name = "JsStore")]
            type Store;

            /// Makes one.
            #[import(constructor)]
            pub fn new(name: &str) -> Store;

            #[import(static_method_of = Store, js_name = "openAll")]
            fn open_all() -> Vec<Store>;

            #[import(method, getter)]
            fn size(this: &Store) -> u32;

            #[import(method, setter)]
            fn set_title(this: &Store, title: &str);

            #[import(method, catch)]
            fn take(this: &Store, key: JsValue) -> Result<JsValue, TypeError>;

            #[cfg(feature = "callbacks")]
            fn call(callback: &mut dyn FnMut(u32));

            async fn load(url: &str) -> JsValue;

            #[import(thread_local_v2)]
            static DOCUMENT: Document;
        }
    };
    let expansion = import(quote!(module = "/store.mjs"), &block);
    assert_snapshot!(prettyplease::unparse(&syn::parse2(expansion).unwrap()));
}

#[test]
fn mistakes_leave_the_item() {
    let expansion = expand(
        quote!(on_panic = ignore),
        quote!(
            pub unsafe fn kept(#[export(skip)] argument: u32) -> u32 {
                argument
            }
        ),
    );
    assert_snapshot!(expansion);
}

#[test]
fn what_is_not_an_item_is_left_as_it_is() {
    let expansion = export(quote!(), &quote!(fn broken()));
    assert!(expansion.to_string().starts_with("fn broken ()"));
    assert!(expansion.to_string().contains("compile_error"));
}

#[test]
fn returned_closures() {
    let counter = expand(
        quote!(),
        quote! {
            pub fn counter(end: u32) -> impl FnMut(Vec<u8>, Option<f64>) -> u32 {
                move |_, _| end
            }
        },
    );
    let once = expand(
        quote!(),
        quote! {
            pub async fn later() -> Result<Box<dyn FnOnce(js_sys::Date, Mine) + 'static>, JsError> {
                Ok(Box::new(|_, _| ()))
            }
        },
    );
    assert_snapshot!(counter + &once);
}

#[test]
fn closures() {
    let expand = |tokens| closure(tokens).to_string();
    let moved = expand(quote!(move |event: Event, _: u32| -> bool { true }));
    let once = expand(quote!(once || drop(text)));
    let renamed = expand(quote!(crate = other, |object: &JsValue| ()));
    assert_snapshot!([moved, once, renamed].join("\n"));
}

#[test]
fn a_method_without_parameters_that_is_static_too_ends_no_compiler() {
    let block = quote! {
        extern "C" {
            #[import(method, static_method_of = Store)]
            fn open();
        }
    };
    let expansion = import(quote!(), &block).to_string();
    assert!(expansion.contains("fn open ()"));
}
