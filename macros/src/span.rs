//! Where tokens stand, which is where the compiler points.

use proc_macro2::{Span, TokenStream};

/// The tokens as if they stood at `place`.
pub(crate) fn placed(place: Span, tokens: TokenStream) -> TokenStream {
    let tokens = tokens.into_iter().map(|mut token| {
        token.set_span(place);
        token
    });
    tokens.collect()
}
