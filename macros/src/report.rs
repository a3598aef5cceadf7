use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Attribute, Error};

/// Collects every independent mistake of one expansion.
#[derive(Default)]
pub(crate) struct Report {
    found: Option<Error>,
    /// In parts of the item that are left out by `#[cfg]`, where nothing is a mistake.
    conditional: Vec<(Vec<Attribute>, Error)>,
}

impl Report {
    pub(crate) fn error(&mut self, at: Span, message: impl std::fmt::Display) {
        self.add(Error::new(at, message));
    }

    pub(crate) fn add(&mut self, error: Error) {
        match &mut self.found {
            Some(first) => first.combine(error),
            None => self.found = Some(error),
        }
    }

    /// What is wrong with a part of the item, and where that is there.
    pub(crate) fn add_part(&mut self, cfgs: &[Attribute], part: Self) {
        self.conditional.extend(part.conditional);
        match part.found {
            Some(error) if !cfgs.is_empty() => self.conditional.push((cfgs.to_vec(), error)),
            found => found.into_iter().for_each(|error| self.add(error)),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_none()
    }

    /// `compile_error!`s for all that was found, if anything was.
    pub(crate) fn into_errors(self) -> Option<TokenStream> {
        let errors = self.found.map(|error| error.to_compile_error());
        let conditional = self.conditional.iter().map(|(cfgs, error)| {
            let error = error.to_compile_error();
            quote!(#(#cfgs)* const _: () = { #error };)
        });
        let all: TokenStream = errors.into_iter().chain(conditional).collect();
        (!all.is_empty()).then_some(all)
    }
}
