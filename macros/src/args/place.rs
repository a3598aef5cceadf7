//! What an attribute stands on, and how its options are read there.

use proc_macro2::TokenStream;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, Meta, Result, Token};

use super::arg::Arg;
use super::bindgen;
use crate::report::Report;

/// The options that have a meaning in one place.
pub(crate) trait Place: Default {
    /// The attribute that has them.
    const ATTRIBUTE: &'static str = "export";
    /// What errors call the place.
    const NAME: &'static str;

    /// Takes an option of ours, or says that it is misplaced.
    fn take(&mut self, option: &Arg) -> Result<()> {
        misplaced(option, Self::NAME)
    }

    /// Takes down what we have to know of an option of wasm-bindgen's.
    fn note(&mut self, _option: &Arg) {}

    /// Whether an option of wasm-bindgen's has a meaning here. It says so itself in most places.
    fn knows(_option: &Arg) -> bool {
        true
    }

    /// Whether what was taken down of an option is all that is needed of it.
    fn keeps(&self, _option: &Arg) -> bool {
        false
    }

    /// Where options of wasm-bindgen's are put.
    fn passed(&mut self) -> &mut TokenStream;
}

/// The options in `tokens`, as far as they can be read.
pub(crate) fn options<P: Place>(tokens: TokenStream, report: &mut Report) -> P {
    all_options([tokens], report)
}

/// Takes the attributes off a part of an item, and gives their options.
pub(crate) fn helper<P: Place>(attrs: &mut Vec<Attribute>, report: &mut Report) -> P {
    let lists = take_lists(P::ATTRIBUTE, attrs, report);
    all_options(lists, report)
}

/// Takes the `#[name(…)]`s off, and gives what is in them.
fn take_lists(name: &str, attrs: &mut Vec<Attribute>, report: &mut Report) -> Vec<TokenStream> {
    let helpers = attrs.extract_if(.., |attr| attr.path().is_ident(name));
    helpers
        .filter_map(|attr| match attr.meta {
            Meta::List(list) => Some(list.tokens),
            // As wasm-bindgen has it: an option list with nothing in it.
            Meta::Path(_) => None,
            other @ Meta::NameValue(_) => {
                report.error(other.span(), format!("expected `#[{name}(option, …)]`"));
                None
            }
        })
        .collect()
}

/// That an option has no meaning where it stands.
pub(super) fn misplaced(option: &Arg, place: &str) -> Result<()> {
    Err(option.error(format!("`{}` has no meaning on {place}", option.name)))
}

fn all_options<P: Place>(lists: impl IntoIterator<Item = TokenStream>, report: &mut Report) -> P {
    let mut place = P::default();
    let mut seen = Vec::new();
    for list in lists {
        let options = Punctuated::<Arg, Token![,]>::parse_terminated.parse2(list);
        let options = options.map_err(|error| report.add(error));
        for option in options.unwrap_or_default() {
            if seen.contains(&option.name) && !bindgen::may_be_repeated(&option) {
                report.add(option.error(format!("`{}` is given twice", option.name)));
            } else if let Err(error) = add(&mut place, &option) {
                report.add(error);
            }
            seen.push(option.name);
        }
    }
    place
}

fn add<P: Place>(place: &mut P, option: &Arg) -> Result<()> {
    let name = option.name.as_str();
    match name {
        "crate" | "on_panic" | "map_panic" | "recover_panic" | "assert_unwind_safe" | "poison"
        | "allow_poisoned" | "skip" | "readonly" => place.take(option),
        "wasm_bindgen" | "js_sys" | "wasm_bindgen_futures" => Err(option.error(format!(
            "`{name}` is set by `#[export]`: to rename unwind-export itself, write `crate = path`"
        ))),
        _ => {
            bindgen::check(option)?;
            if !P::knows(option) {
                misplaced(option, P::NAME)?;
            }
            place.note(option);
            if !place.keeps(option) {
                place.passed().extend(option.as_given());
            }
            Ok(())
        }
    }
}
