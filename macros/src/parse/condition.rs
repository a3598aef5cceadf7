//! `#[cfg_attr(predicate, export(…))]` on a part of an item, and `#[cfg(predicate)]` on a parameter. An attribute macro
//! is given it as it is written, so the part is written twice: with what stands in it, and without.

use proc_macro2::TokenStream;
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Field, Fields, FnArg, ForeignItem, ForeignItemFn, ImplItem, ImplItemFn, Meta,
    Signature, Token, parse_quote,
};

use crate::ast::export::FunctionItem;

/// What can be left out by `#[cfg]`.
pub(crate) trait Part: Clone {
    fn own(&mut self) -> Option<&mut Vec<Attribute>>;

    /// The parameters that it has, whose attributes go with it.
    fn signature(&mut self) -> Option<&mut Signature> {
        None
    }
}

/// The part once for each outcome of the predicates before `name(…)`, and of those of its parameters.
pub(crate) fn variants<P: Part>(name: &str, mut part: P) -> Vec<P> {
    let Some(predicate) = first_predicate(name, &mut part) else {
        return vec![part];
    };
    [true, false]
        .into_iter()
        .flat_map(|holds| {
            let mut variant = part.clone();
            settle(&predicate, holds, &mut variant);
            let cfg: Attribute = if holds {
                parse_quote!(#[cfg(#predicate)])
            } else {
                parse_quote!(#[cfg(not(#predicate))])
            };
            variant
                .own()
                .into_iter()
                .for_each(|own| own.push(cfg.clone()));
            variants(name, variant)
        })
        .collect()
}

/// The same for each of the parts.
pub(crate) fn all_variants<P: Part>(name: &str, parts: &mut Vec<P>) {
    let given = std::mem::take(parts);
    parts.extend(given.into_iter().flat_map(|part| variants(name, part)));
}

/// The same for each field.
pub(crate) fn field_variants(name: &str, fields: &mut Fields) {
    let (Fields::Named(syn::FieldsNamed { named: fields, .. })
    | Fields::Unnamed(syn::FieldsUnnamed {
        unnamed: fields, ..
    })) = fields
    else {
        return;
    };
    let given = std::mem::take(fields);
    fields.extend(given.into_iter().flat_map(|field| variants(name, field)));
}

fn first_predicate<P: Part>(name: &str, part: &mut P) -> Option<TokenStream> {
    let inputs = part.signature().into_iter().flat_map(|sig| &mut sig.inputs);
    let mut found = inputs
        .flat_map(attributes)
        .find_map(|attr| predicate_of_cfg(attr));
    every_list(part, |attrs| {
        let conditional = attrs.iter().filter_map(conditional);
        let mut wanted =
            conditional.filter(|(_, attrs)| attrs.iter().any(|meta| leads_to(name, meta)));
        found = found
            .take()
            .or_else(|| wanted.next().map(|(predicate, _)| predicate));
    });
    found
}

/// Puts what a `cfg_attr` with that predicate has in its place, or removes it; likewise each parameter with a `cfg` of it.
fn settle<P: Part>(predicate: &TokenStream, holds: bool, part: &mut P) {
    let predicate = predicate.to_string();
    every_list(part, |attrs| {
        let given = std::mem::take(attrs);
        attrs.extend(given.into_iter().flat_map(|attr| match conditional(&attr) {
            Some((found, inner)) if found.to_string() == predicate => {
                let inner = inner.into_iter().filter(|_| holds);
                inner.map(|meta| parse_quote!(#[#meta])).collect()
            }
            _ => vec![attr],
        }));
    });
    if let Some(sig) = part.signature() {
        let given = std::mem::take(&mut sig.inputs);
        sig.inputs.extend(
            given
                .into_iter()
                .filter_map(|input| chosen(&predicate, holds, input)),
        );
    }
}

/// The parameter without a `cfg` of that predicate, or nothing.
fn chosen(predicate: &str, holds: bool, mut input: FnArg) -> Option<FnArg> {
    let attrs = attributes(&mut input);
    let given = attrs.len();
    attrs.retain(|attr| predicate_of_cfg(attr).is_none_or(|found| found.to_string() != predicate));
    (holds || attrs.len() == given).then_some(input)
}

fn predicate_of_cfg(attr: &Attribute) -> Option<TokenStream> {
    let list = attr.meta.require_list().ok()?;
    attr.path().is_ident("cfg").then(|| list.tokens.clone())
}

fn attributes(input: &mut FnArg) -> &mut Vec<Attribute> {
    match input {
        FnArg::Typed(input) => &mut input.attrs,
        FnArg::Receiver(input) => &mut input.attrs,
    }
}

fn every_list<P: Part>(part: &mut P, mut with: impl FnMut(&mut Vec<Attribute>)) {
    part.own().into_iter().for_each(&mut with);
    let inputs = part.signature().into_iter().flat_map(|sig| &mut sig.inputs);
    for input in inputs {
        with(attributes(input));
    }
}

/// The predicate of a `cfg_attr`, and what it stands before.
fn conditional(attr: &Attribute) -> Option<(TokenStream, Vec<Meta>)> {
    if attr.path().is_ident("cfg_attr") {
        conditional_meta(&attr.meta)
    } else {
        None
    }
}

fn conditional_meta(meta: &Meta) -> Option<(TokenStream, Vec<Meta>)> {
    let list = Punctuated::<Meta, Token![,]>::parse_terminated;
    let list = meta.require_list().ok()?.parse_args_with(list).ok()?;
    let mut list = list.into_iter();
    let predicate = list.next()?;
    Some((quote::quote!(#predicate), list.collect()))
}

fn leads_to(name: &str, meta: &Meta) -> bool {
    if !meta.path().is_ident("cfg_attr") {
        return meta.path().is_ident(name);
    }
    let inner = conditional_meta(meta);
    inner.is_some_and(|(_, inner)| inner.iter().any(|meta| leads_to(name, meta)))
}

impl Part for FunctionItem {
    fn own(&mut self) -> Option<&mut Vec<Attribute>> {
        Some(&mut self.attrs)
    }

    fn signature(&mut self) -> Option<&mut Signature> {
        Some(&mut self.sig)
    }
}

impl Part for ImplItem {
    fn own(&mut self) -> Option<&mut Vec<Attribute>> {
        match self {
            Self::Fn(ImplItemFn { attrs, .. }) => Some(attrs),
            _ => None,
        }
    }

    fn signature(&mut self) -> Option<&mut Signature> {
        match self {
            Self::Fn(ImplItemFn { sig, .. }) => Some(sig),
            _ => None,
        }
    }
}

impl Part for ForeignItem {
    fn own(&mut self) -> Option<&mut Vec<Attribute>> {
        match self {
            Self::Fn(ForeignItemFn { attrs, .. }) => Some(attrs),
            Self::Type(item) => Some(&mut item.attrs),
            Self::Static(item) => Some(&mut item.attrs),
            _ => None,
        }
    }

    fn signature(&mut self) -> Option<&mut Signature> {
        match self {
            Self::Fn(ForeignItemFn { sig, .. }) => Some(sig),
            _ => None,
        }
    }
}

impl Part for Field {
    fn own(&mut self) -> Option<&mut Vec<Attribute>> {
        Some(&mut self.attrs)
    }
}
