//! Random items: no panic of a macro, no item lost, and what wasm-bindgen's attribute takes is taken.
//!
//! `FUZZ_ITEMS=1000000 cargo test -p unwind-export-macros fuzz` makes more of them, `FUZZ_SEED` others.

mod generate;
mod plain;
mod words;

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::str::FromStr;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Item;

use crate::expand::{closure, export, import, unwinding};
use generate::{Case, Random};

const ITEMS: u64 = 1_000;
const SEED: u64 = 1;

fn setting(name: &str, otherwise: u64) -> u64 {
    let given = std::env::var(name).ok();
    given.map_or(otherwise, |given| given.parse().expect("a number"))
}

fn each(check: impl Fn(&mut Random)) {
    let seed = setting("FUZZ_SEED", SEED);
    for item in 0..setting("FUZZ_ITEMS", ITEMS) {
        check(&mut Random::new(seed, item));
    }
}

fn tokens(text: &str) -> TokenStream {
    TokenStream::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

fn expanded(case: &Case) -> TokenStream {
    let (args, item) = (tokens(&case.args), tokens(&case.item));
    if case.is_import {
        import(args, &item)
    } else {
        export(args, &item)
    }
}

fn is_refused(expansion: &TokenStream) -> bool {
    expansion.to_string().contains("compile_error")
}

#[test]
fn fuzz_items_are_never_lost() {
    each(|random| {
        let case = generate::item(random);
        let expansion = expanded(&case);
        let file = syn::parse2::<syn::File>(expansion.clone());
        let file = file.unwrap_or_else(|error| panic!("{error} in {expansion}, of {case}"));
        let Ok(given) = syn::parse2::<Item>(tokens(&case.item)) else {
            return;
        };
        if matches!(given, Item::Verbatim(_) | Item::ForeignMod(_)) {
            return;
        }
        let wanted = bare(&given);
        let is_there = file.items.iter().any(|item| bare(item) == wanted);
        assert!(is_there, "{wanted} is not in {expansion}, of {case}");
    });
}

/// The item's kind and name, which attributes and fields have no part in.
fn bare(item: &Item) -> String {
    match item {
        Item::Fn(item) => {
            let (name, inputs) = (&item.sig.ident, item.sig.inputs.len());
            let body = &item.block;
            quote!(fn #name #inputs #body).to_string()
        }
        Item::Struct(item) => format!("struct {}", item.ident),
        Item::Enum(item) => format!("enum {} {}", item.ident, item.variants.len()),
        Item::Impl(item) => {
            let ty = &item.self_ty;
            quote!(impl #ty).to_string()
        }
        other => other.to_token_stream().to_string(),
    }
}

/// JavaScript cannot keep the contract of an `unsafe` function, nothing unwinds out of an `extern` one, and
/// each class has a `free()` of ours.
fn is_refused_on_purpose(case: &Case) -> bool {
    let item = case.item.replace("  ", " ");
    let words = ["unsafe fn", "extern \"C\" fn", "free"];
    words.iter().any(|word| item.contains(word))
}

/// wasm-bindgen does not look at the options of what it does not export, and takes the first of two.
fn is_of_options(why: &str) -> bool {
    let mistakes = [
        "given twice",
        "has no meaning",
        "expected `",
        "there is no option",
    ];
    mistakes.iter().any(|mistake| why.contains(mistake))
}

/// What we say of an item, or wasm-bindgen of what we give it.
fn why_refused(expansion: &TokenStream) -> Option<String> {
    if is_refused(expansion) {
        let text = expansion.to_string();
        let (_, errors) = text.split_once("compile_error")?;
        return Some(errors.to_owned());
    }
    plain::refused(expansion)
}

#[test]
fn fuzz_what_wasm_bindgen_takes_is_taken() {
    let taken = Cell::new(0);
    let failures = RefCell::new(Vec::new());
    each(|random| {
        let case = generate::item(random);
        if is_refused_on_purpose(&case) || !plain::takes(&case) {
            return;
        }
        taken.set(taken.get() + 1);
        let expansion = expanded(&case);
        let why = why_refused(&expansion).filter(|why| !is_of_options(why));
        failures
            .borrow_mut()
            .extend(why.map(|why| format!("{why}: {case}")));
    });
    let failures = failures.into_inner();
    assert!(
        failures.is_empty(),
        "{} refused: {:#?}",
        failures.len(),
        &failures[..failures.len().min(20)]
    );
    let all = setting("FUZZ_ITEMS", ITEMS);
    let taken = taken.get();
    assert!(taken * 10 > all, "{taken} of {all}: too few to tell");
}

#[test]
fn fuzz_no_tokens_end_a_macro() {
    each(|random| {
        let (args, item) = (generate::soup(random), generate::soup(random));
        let broken = generate::broken(random);
        for (args, item) in [(&args, &item), (&args, &broken)] {
            let (args, item) = (tokens(args), tokens(item));
            let all = catch_unwind(AssertUnwindSafe(|| {
                [
                    export(args.clone(), &item),
                    import(args.clone(), &item),
                    closure(item.clone()),
                    unwinding(args.clone(), &item),
                ]
            }));
            assert!(all.is_ok(), "panic at `#[export({args})] {item}`");
        }
    });
}
