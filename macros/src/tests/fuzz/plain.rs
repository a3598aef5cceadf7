//! What wasm-bindgen's own macros say.

use std::panic::{AssertUnwindSafe, catch_unwind};

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::visit::{Visit, visit_item};
use syn::{Attribute, File, ImplItem, ImplItemFn, Item, ItemImpl};
use wasm_bindgen_macro_support as macros;

use super::generate::Case;
use super::{is_refused, tokens};
use crate::tests::shown::looked_into;

/// wasm-bindgen says so by a variable that is not used.
fn has_unused_options(expansion: &TokenStream) -> bool {
    let text = expansion.to_string();
    text.contains(" : () ;") || text.contains("deprecated")
}

/// Whether the item compiles under `#[wasm_bindgen]`, without warnings, as far as macros can tell.
pub(super) fn takes(case: &Case) -> bool {
    attribute(tokens(&case.args), tokens(&case.plain_item()))
}

/// The first of the items in an expansion of ours that it does not take.
pub(super) fn refused(expansion: &TokenStream) -> Option<String> {
    let file = syn::parse2::<File>(looked_into(expansion.clone()));
    let file = file.unwrap_or_else(|error| panic!("{error} in {expansion}"));
    let mut given = Given(Vec::new());
    given.visit_file(&file);
    let mut given = given.0.into_iter();
    given.find_map(|(args, item)| (!attribute(args, item.clone())).then(|| item.to_string()))
}

/// What is given to `#[bindgen(…)]`.
struct Given(Vec<(TokenStream, TokenStream)>);

impl Visit<'_> for Given {
    fn visit_item(&mut self, item: &Item) {
        let mut item = item.clone();
        if let Some(attrs) = attributes(&mut item)
            && let Some(args) = take(attrs, "bindgen")
        {
            self.0.push((args, item.to_token_stream()));
        }
        visit_item(self, &item);
    }
}

fn attributes(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    Some(match item {
        Item::Fn(item) => &mut item.attrs,
        Item::Struct(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        Item::ForeignMod(item) => &mut item.attrs,
        _ => return None,
    })
}

/// Takes an attribute off, and gives what stands in its parentheses.
fn take(attrs: &mut Vec<Attribute>, name: &str) -> Option<TokenStream> {
    let is = |attr: &Attribute| {
        let last = attr.path().segments.last();
        last.is_some_and(|segment| segment.ident == name)
    };
    let attr = attrs.remove(attrs.iter().position(is)?);
    Some(
        attr.meta
            .require_list()
            .map(|list| list.tokens.clone())
            .unwrap_or_default(),
    )
}

/// Whether `#[wasm_bindgen(args)]` takes the item, with all that it leaves to further macros.
fn attribute(args: TokenStream, item: TokenStream) -> bool {
    let expand = || {
        let expansion = macros::expand(args, item.clone()).ok()?;
        match syn::parse2::<Item>(item) {
            Ok(Item::Struct(_)) => macros::expand_struct_marker(expansion).ok(),
            Ok(Item::Impl(_)) => methods(expansion),
            _ => Some(expansion),
        }
    };
    let expansion = catch_unwind(AssertUnwindSafe(expand)).ok().flatten();
    expansion.is_some_and(|expansion| !is_refused(&expansion) && !has_unused_options(&expansion))
}

fn methods(expansion: TokenStream) -> Option<TokenStream> {
    let file = syn::parse2::<File>(expansion).ok()?;
    let blocks = file.items.into_iter().filter_map(|item| match item {
        Item::Impl(ItemImpl { items, .. }) => Some(items),
        _ => None,
    });
    let methods = blocks.flatten().filter_map(|item| match item {
        ImplItem::Fn(method) => Some(method),
        _ => None,
    });
    methods.map(method).collect()
}

fn method(mut method: ImplItemFn) -> Option<TokenStream> {
    let args = take(&mut method.attrs, "__wasm_bindgen_class_marker")?;
    macros::expand_class_marker(args, method.into_token_stream()).ok()
}
