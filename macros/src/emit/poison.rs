//! How the objects of a struct are poisoned, and what the compiler refuses about that.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Path;
use syn::spanned::Spanned;

use super::runtime::Module;
use crate::ast::export::{Guarded, Struct};
use crate::span::placed;
use crate::ty::{name, ungrouped};

/// ```text
/// Some(Poisoning::<Self>::new("Session", |this| &this.poison, &[…]))
/// ```
pub(crate) fn poisoning(private: &Module, item: &Struct) -> TokenStream {
    let Some(poison) = &item.poison else {
        return quote!(#private::None);
    };
    let js_name = &item.class.js_name;
    let guarded = item
        .guarded
        .iter()
        .map(|Guarded { cfgs, ty }| quote!(#(#cfgs)* #private::Probe::<#ty>::IS_REF_UNWIND_SAFE));
    let flag = quote_spanned!(poison.span()=> |__this| &__this.#poison);
    let parent = item.args.extends.as_ref().map(|parent| {
        // wasm-bindgen adds this field.
        let field = Ident::new("parent", Span::call_site());
        quote!(&__this.#field, #private::Probe::<#parent>::POISONING)
    });
    let extending = parent.map(|parent| {
        quote!(.extending(
            |__this| #private::mark_parent(#parent),
            |__this| #private::in_parent(#parent),
        ))
    });
    quote! {
        #private::Some(#private::Poisoning::<Self>::new(#js_name, #flag, &[#(#guarded),*]) #extending)
    }
}

/// That a panic marks all that it should.
pub(crate) fn checks(private: &Module, item: &Struct) -> TokenStream {
    let unmarked = item.guarded.iter();
    let unmarked = unmarked.filter_map(|field| self::unmarked(private, field));
    let parent = item.args.extends.as_ref().filter(|_| item.poison.is_some());
    let parent = parent.map(|parent| parent_is_marked(private, parent));
    quote!(#(#unmarked)* #parent)
}

/// Has the compiler refuse a poison field that is not marked as one, and so would never be set. What is called so may be
/// a type of the user's.
fn unmarked(private: &Module, Guarded { cfgs, ty }: &Guarded) -> Option<TokenStream> {
    let is_called_so = name(ungrouped(ty)).is_some_and(|name| name == "Poison");
    let place = ty.span();
    let private = private.at(place);
    is_called_so.then(|| {
        quote_spanned! {place=>
            #(#cfgs)*
            const _: () = ::core::assert!(
                !#private::Probe::<#ty>::IS_POISON,
                "nothing sets this field as long as it has no `#[export(poison)]`",
            );
        }
    })
}

/// Has the compiler refuse a parent that nothing would mark: a method may leave that half-changed as well.
fn parent_is_marked(private: &Module, parent: &Path) -> TokenStream {
    let place = parent.span();
    let private = private.at(place);
    let parent = placed(place, parent.to_token_stream());
    quote_spanned! {place=>
        const _: () = ::core::assert!(
            #private::Probe::<#parent>::POISONING.is_some(),
            "a panic may leave this half-changed too, and its methods go on: give it a field `#[export(poison)] poison: Poison`",
        );
    }
}
