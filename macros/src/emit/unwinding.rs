//! Generic imports: wasm-bindgen's function goes by another name, and is wrapped by one with its bounds.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt;
use syn::{
    Block, FnArg, GenericParam, ItemFn, Pat, Path, ReturnType, Safety, Visibility, parse_quote,
};

use crate::ast::import::Written;
use crate::ast::signature::Copied;
use crate::ty::{arguments, has_word};

/// ```text
/// pub fn first<T>(list: &Queue<T>)         fn __import_first<T>(…) -> Result<T, JsValue> where … { … }
///     -> Result<T, JsValue> where … {  ⇒   pub fn first<T>(list: &Queue<T>) -> T where … {
///     …                                        imported(__import_first::<T>(list))
/// }                                        }
/// ```
pub(crate) fn unwinding(mut written: Written) -> TokenStream {
    if written.is_reference {
        converted_first(&mut written.function);
    }
    let Some(private) = &written.unwinds else {
        return written.function.into_token_stream();
    };
    let mut wrapper = written.function.clone();
    let mut raw = written.function;
    raw.attrs = Copied::from(&raw.attrs).cfgs;
    raw.attrs
        .push(parse_quote!(#[allow(nonstandard_style, clippy::all, clippy::pedantic)]));
    raw.vis = Visibility::Inherited;
    raw.sig.safety = Safety::Default;
    raw.sig.ident = format_ident!(
        "__import_{}",
        raw.sig.ident.unraw(),
        span = raw.sig.ident.span()
    );
    let call = call(private, &raw, written.is_member);
    if let ReturnType::Type(arrow, ty) = &wrapper.sig.output
        && let [ok, ..] = arguments(ty).as_slice()
    {
        wrapper.sig.output = ReturnType::Type(*arrow, Box::new((*ok).clone()));
    }
    *wrapper.block = parse_quote!({ #private::imported(#call) });
    quote!(#raw #wrapper)
}

/// `Self::__import_first::<T>(self, list)`
fn call(private: &Path, raw: &ItemFn, is_member: bool) -> TokenStream {
    let sig = &raw.sig;
    let owner = is_member.then(|| quote!(Self::));
    let name = &sig.ident;
    let types = sig
        .generics
        .params
        .iter()
        .filter_map(|parameter| match parameter {
            GenericParam::Type(ty) => Some(&ty.ident),
            _ => None,
        });
    let types: Vec<_> = types.collect();
    let has_other_types = sig.inputs.iter().any(|input| match input {
        FnArg::Typed(input) => has_word("impl", &input.ty),
        FnArg::Receiver(_) => false,
    });
    let types = (!types.is_empty() && !has_other_types).then(|| quote!(::<#(#types),*>));
    let arguments = sig.inputs.iter().map(|input| match input {
        FnArg::Receiver(receiver) => receiver.self_token.to_token_stream(),
        FnArg::Typed(input) => match &*input.pat {
            Pat::Ident(name) => name.ident.to_token_stream(),
            other => other.to_token_stream(),
        },
    });
    let call = quote!(#owner #name #types (#(#arguments),*));
    match sig.asyncness {
        Some(_) => quote!(#private::awaited(#call).await),
        None => call,
    }
}

/// wasm-bindgen looks for an exception before it converts what is returned, which has a place in the
/// table of references by then: `take_last_exception()?; Ok(convert)`. That would be lost.
fn converted_first(function: &mut ItemFn) {
    let body = function.block.to_token_stream();
    let Some(reordered) = reordered(body) else {
        return;
    };
    if let Ok(block) = syn::parse2::<Block>(reordered) {
        *function.block = block;
    }
}

/// `… unsafe { let _ret = …; let converted = convert; take_last_exception()?; Ok(converted) }`
fn reordered(body: TokenStream) -> Option<TokenStream> {
    let (outer, mut tokens) = opened(body)?;
    let (unsafe_block, inner) = opened(tokens.pop()?.into())?;
    let mut statements: Vec<Vec<TokenTree>> = vec![Vec::new()];
    for token in inner {
        let is_end = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ';');
        statements.last_mut()?.push(token);
        if is_end {
            statements.push(Vec::new());
        }
    }
    let (last, check) = (statements.pop()?, statements.pop()?);
    let is_check = |token: &TokenTree| matches!(token, TokenTree::Ident(name) if name == "take_last_exception");
    let [TokenTree::Ident(ok), TokenTree::Group(convert)] = last.as_slice() else {
        return None;
    };
    if !check.iter().any(is_check) {
        return None;
    }
    let before = statements.into_iter().flatten().collect::<TokenStream>();
    let check = check.into_iter().collect::<TokenStream>();
    let convert = convert.stream();
    let converted = Ident::new("__converted", Span::mixed_site());
    let inner = quote!(#before let #converted = #convert; #check #ok(#converted));
    tokens.push(closed(&unsafe_block, inner).into());
    Some(closed(&outer, tokens.into_iter().collect()).into_token_stream())
}

/// A block, and what is in it.
fn opened(tokens: TokenStream) -> Option<(Group, Vec<TokenTree>)> {
    let mut tokens = tokens.into_iter();
    match (tokens.next()?, tokens.next()) {
        (TokenTree::Group(group), None) if group.delimiter() == Delimiter::Brace => {
            let inner = group.stream().into_iter().collect();
            Some((group, inner))
        }
        _ => None,
    }
}

fn closed(as_was: &Group, inner: TokenStream) -> Group {
    let mut group = Group::new(as_was.delimiter(), inner);
    group.set_span(as_was.span());
    group
}
