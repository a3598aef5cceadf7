//! Where a field of a tuple struct stands, as fields before it may be left out by `#[cfg]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, parse_quote};

/// The places that the next field may have, each with the conditions under which it has it.
pub(crate) struct Positions(Vec<Vec<TokenStream>>);

impl Default for Positions {
    fn default() -> Self {
        Self(vec![vec![quote!(all())]])
    }
}

impl Positions {
    /// The index of each, and the attribute that it needs.
    pub(crate) fn all(&self) -> impl Iterator<Item = (usize, Option<Attribute>)> {
        let is_certain = self.0.iter().filter(|ways| !ways.is_empty()).count() == 1;
        let possible = self.0.iter().enumerate();
        let possible = possible.filter(|(_, ways)| !ways.is_empty());
        possible.map(move |(index, ways)| {
            let cfg = (!is_certain).then(|| parse_quote!(#[cfg(any(#(#ways),*))]));
            (index, cfg)
        })
    }

    /// A field with these attributes has come.
    pub(crate) fn pass(&mut self, cfgs: &[Attribute]) {
        let predicates = cfgs.iter().map(Attribute::parse_args::<TokenStream>);
        let predicates: Vec<_> = predicates.filter_map(Result::ok).collect();
        if predicates.is_empty() {
            self.0.insert(0, Vec::new());
            return;
        }
        let mut next = vec![Vec::new(); self.0.len() + 1];
        for (index, ways) in self.0.iter().enumerate() {
            for way in ways {
                next[index].push(quote!(all(#way, not(all(#(#predicates),*)))));
                next[index + 1].push(quote!(all(#way, #(#predicates),*)));
            }
        }
        self.0 = next;
    }
}
