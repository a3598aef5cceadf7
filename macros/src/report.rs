use proc_macro2::{Span, TokenStream};
use syn::Error;

/// Collects every independent mistake of one expansion.
#[derive(Default)]
pub(crate) struct Report(Option<Error>);

impl Report {
    pub(crate) fn error(&mut self, at: Span, message: impl std::fmt::Display) {
        self.add(Error::new(at, message));
    }

    pub(crate) fn add(&mut self, error: Error) {
        match &mut self.0 {
            Some(first) => first.combine(error),
            None => self.0 = Some(error),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// `compile_error!`s for all that was found, if anything was.
    pub(crate) fn into_errors(self) -> Option<TokenStream> {
        self.0.map(|error| error.to_compile_error())
    }
}
