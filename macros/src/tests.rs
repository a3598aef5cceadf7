//! What each kind of item expands to, up to what `#[wasm_bindgen]` makes of it.

use insta::assert_snapshot;
use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree};
use quote::quote;

use crate::expand::{closure, export, import};

#[expect(clippy::needless_pass_by_value)]
fn expand(args: TokenStream, item: TokenStream) -> String {
    let expansion = looked_into(export(args, &item));
    match syn::parse2(expansion.clone()) {
        Ok(file) => prettyplease::unparse(&file),
        Err(error) => panic!("{error} in {expansion}"),
    }
}

/// With Rust that can be formatted in place of what goes to macros of the runtime:
/// `#[shims] const _: () = { … };`, and `guard(site, (b = Borrowed::borrow(…)?), (a = Owned::get(…)?), call)`.
fn looked_into(tokens: TokenStream) -> TokenStream {
    let mut shown = Vec::new();
    for token in tokens {
        let TokenTree::Group(group) = token else {
            shown.push(token);
            continue;
        };
        let inner = looked_into(group.stream());
        let path = called(&mut shown);
        match path.last().map(ToString::to_string).as_deref() {
            Some("shims") => shown.extend(quote!(#[#(#path)*] const _: () = { #inner };)),
            Some("body") => {
                let mut inner: Vec<_> = inner.into_iter().collect();
                let is_list = |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket);
                let lent = inner
                    .iter()
                    .position(is_list)
                    .expect("what is lent is in brackets");
                let call = inner.split_off(lent + 2);
                let [lent, owned] = [inner.remove(lent), inner.remove(lent)].map(assigned);
                let (how, site) = (&inner[0], &inner[1..]);
                shown.extend(quote!(#how(#(#site)* #lent, #owned, #(#call)*)));
            }
            name => {
                shown.extend(path);
                shown.extend(name.map(|_| TokenTree::from(Punct::new('!', Spacing::Alone))));
                shown.push(Group::new(group.delimiter(), inner).into());
            }
        }
    }
    shown.into_iter().collect()
}

/// `[b: Borrowed::borrow(…)?]` as `(b = Borrowed::borrow(…)?)`, which is an expression.
fn assigned(list: TokenTree) -> TokenTree {
    let TokenTree::Group(list) = list else {
        panic!("{list} is no list");
    };
    let mut assigned = TokenStream::new();
    let mut is_name = true;
    for token in list.stream() {
        match &token {
            TokenTree::Punct(colon) if is_name && colon.as_char() == ':' => {
                assigned.extend(quote!(=));
                is_name = false;
            }
            TokenTree::Punct(comma) if comma.as_char() == ',' => {
                assigned.extend(quote!(,));
                is_name = true;
            }
            _ => assigned.extend([token]),
        }
    }
    Group::new(Delimiter::Parenthesis, assigned).into()
}

/// Takes a path and its `!` off the end, and gives the path.
fn called(tokens: &mut Vec<TokenTree>) -> Vec<TokenTree> {
    let is_path = |token: &TokenTree| match token {
        TokenTree::Ident(_) => true,
        TokenTree::Punct(punct) => punct.as_char() == ':',
        _ => false,
    };
    match tokens.last() {
        Some(TokenTree::Punct(bang)) if bang.as_char() == '!' => tokens.pop(),
        _ => return Vec::new(),
    };
    let before = tokens.iter().rposition(|token| !is_path(token));
    tokens.split_off(before.map_or(0, |last| last + 1))
}

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
    assert_snapshot!(passed + &mapped + &aborting);
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
