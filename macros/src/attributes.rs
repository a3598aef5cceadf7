//! Attributes inside an exported item.

use proc_macro2::TokenStream;
use syn::spanned::Spanned;
use syn::{Attribute, Meta};

use crate::args::{Args, Place};
use crate::ast::Copied;
use crate::report::Report;

/// Takes the `#[export(…)]`s on a method or field away, and gives their options.
pub(crate) fn helper(attrs: &mut Vec<Attribute>, place: Place, report: &mut Report) -> Args {
    let mut args = Args::default();
    let mut seen = Vec::new();
    let name = if place == Place::Import {
        "import"
    } else {
        "export"
    };
    for options in helper_options(name, attrs, report) {
        args.extend(options, place, &mut seen, report);
    }
    args
}

/// Takes the `#[name(…)]`s away and gives what is in them.
pub(crate) fn helper_options(
    name: &str,
    attrs: &mut Vec<Attribute>,
    report: &mut Report,
) -> Vec<TokenStream> {
    let helpers = attrs.extract_if(.., |attr| attr.path().is_ident(name));
    helpers
        .filter_map(|attr| match attr.meta {
            Meta::List(list) => Some(list.tokens),
            other => {
                report.error(other.span(), format!("expected `#[{name}(option, …)]`"));
                None
            }
        })
        .collect()
}

pub(crate) fn copied(attrs: &[Attribute]) -> Copied {
    let all = |name| {
        let is = move |attr: &&Attribute| attr.path().is_ident(name);
        attrs.iter().filter(is).cloned().collect()
    };
    Copied {
        cfgs: all("cfg"),
        docs: all("doc"),
    }
}
