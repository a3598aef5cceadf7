//! Expansions as Rust that can be read.

use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree};
use quote::quote;

use crate::expand::export;

#[expect(clippy::needless_pass_by_value)]
pub(super) fn expand(args: TokenStream, item: TokenStream) -> String {
    let expansion = looked_into(export(args, &item));
    match syn::parse2(expansion.clone()) {
        Ok(file) => prettyplease::unparse(&file),
        Err(error) => panic!("{error} in {expansion}"),
    }
}

/// With Rust that can be formatted in place of what goes to macros of the runtime:
/// `#[shims] const _: () = { … };`, and `guard(site, (b = Borrowed::borrow(…)?), (a = Owned::get(…)?), call)`.
pub(super) fn looked_into(tokens: TokenStream) -> TokenStream {
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
