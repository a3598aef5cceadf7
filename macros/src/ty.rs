//! Questions about a type. A macro sees its tokens only, so that names have to answer them.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{
    GenericArgument, ParenthesizedGenericArguments, Path, PathArguments, Type, TypeParamBound,
};

use crate::span::placed;

/// The type without the parentheses and invisible groups around it.
pub(crate) fn ungrouped(ty: &Type) -> &Type {
    match ty {
        Type::Paren(ty) => ungrouped(&ty.elem),
        Type::Group(ty) => ungrouped(&ty.elem),
        ty => ty,
    }
}

/// The last name in a type's path: `Value` of `json::Value<T>`.
pub(crate) fn name(ty: &Type) -> Option<&Ident> {
    match ty {
        Type::Path(ty) => ty.path.segments.last().map(|segment| &segment.ident),
        _ => None,
    }
}

/// The types among the generic arguments of a path: `T` and `E` of `Result<T, E>`.
pub(crate) fn arguments(ty: &Type) -> Vec<&Type> {
    let Type::Path(ty) = ty else {
        return Vec::new();
    };
    let Some(last) = ty.path.segments.last() else {
        return Vec::new();
    };
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return Vec::new();
    };
    let types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    types.collect()
}

/// The types among the generic arguments of `wanted<…>`. None, if the type goes by another name.
pub(crate) fn arguments_of<'a>(wanted: &str, ty: &'a Type) -> Vec<&'a Type> {
    let ty = ungrouped(ty);
    match name(ty) {
        Some(found) if found == wanted => arguments(ty),
        _ => Vec::new(),
    }
}

/// What a closure among these bounds goes by, and what it is called with: `FnMut` and `(u32) -> u32`.
pub(crate) fn closure_of<'a>(
    bounds: impl IntoIterator<Item = &'a TypeParamBound>,
) -> Option<(&'a Ident, &'a ParenthesizedGenericArguments)> {
    bounds.into_iter().find_map(|bound| {
        let TypeParamBound::Trait(bound) = bound else {
            return None;
        };
        let last = bound.path.segments.last()?;
        match &last.arguments {
            PathArguments::Parenthesized(signature) => Some((&last.ident, signature)),
            _ => None,
        }
    })
}

/// Whether it is a `String`.
pub(crate) fn is_string(ty: &Type) -> bool {
    let ty = ungrouped(ty);
    arguments(ty).is_empty() && name(ty).is_some_and(|name| name == "String")
}

/// Whether a result is a `String`, or the `Result` of one.
pub(crate) fn is_text(ty: &Type) -> bool {
    is_string(ty)
        || arguments_of("Result", ty)
            .first()
            .is_some_and(|ok| is_text(ok))
}

/// Whether it is Rust's `str`.
pub(crate) fn is_str(ty: &Type) -> bool {
    is_one_of(&["str"], ungrouped(ty))
}

/// Whether it is a number or a truth value. A type of the user's by such a name is still converted and
/// checked, by wasm-bindgen alone.
pub(crate) fn crosses_as_it_is(ty: &Type) -> bool {
    is_number(ty) || is_one_of(&["bool"], ty)
}

/// Whether it is a type of Rust's own that wasm-bindgen converts.
pub(crate) fn is_rusts_own(ty: &Type) -> bool {
    crosses_as_it_is(ty) || is_one_of(&["char", "i128", "u128"], ty) || is_string(ty)
}

/// The `f32` of a `[f32]`.
pub(crate) fn number_of_slice(ty: &Type) -> Option<&Type> {
    match ungrouped(ty) {
        Type::Slice(slice) => Some(ungrouped(&slice.elem)).filter(|ty| is_number(ty)),
        _ => None,
    }
}

/// The `f32` of a `Vec<f32>`, or a `Box<[f32]>`.
pub(crate) fn number_of_vector(ty: &Type) -> Option<&Type> {
    match (&arguments_of("Vec", ty)[..], &arguments_of("Box", ty)[..]) {
        (&[number], _) => Some(ungrouped(number)).filter(|ty| is_number(ty)),
        (_, &[slice]) => number_of_slice(slice),
        _ => None,
    }
}

fn is_number(ty: &Type) -> bool {
    const NUMBERS: [&str; 12] = [
        "f32", "f64", "i8", "i16", "i32", "i64", "isize", "u8", "u16", "u32", "u64", "usize",
    ];
    is_one_of(&NUMBERS, ty)
}

fn is_one_of(names: &[&str], ty: &Type) -> bool {
    match ty {
        Type::Path(ty) => names.iter().any(|name| ty.path.is_ident(name)),
        _ => false,
    }
}

/// Whether JavaScript gives a reference to an object for it. Types of Rust's own come as numbers
/// and pointers; any other name may be JavaScript's.
pub(crate) fn may_be_a_reference(ty: &Type) -> bool {
    const RUST: [&str; 22] = [
        "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16",
        "u32", "u64", "u128", "usize", "String", "Vec", "Box", "Option", "Nullable", "Clamped",
    ];
    name(ty).is_some_and(|name| !RUST.iter().any(|known| name == known))
}

/// Whether a word stands anywhere in the type.
pub(crate) fn has_word(word: &str, ty: &Type) -> bool {
    fn has_word(word: &str, tokens: TokenStream) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Ident(name) => name == word,
            TokenTree::Group(group) => has_word(word, group.stream()),
            _ => false,
        })
    }
    has_word(word, ty.to_token_stream())
}

/// The type with a name in place of `Self`, for code that stands in another `impl`.
pub(crate) fn without_self(ty: Type, named: &Path) -> Type {
    let tokens = replace_self(ty.to_token_stream(), named);
    syn::parse2(tokens).unwrap_or(ty)
}

fn replace_self(tokens: TokenStream, named: &Path) -> TokenStream {
    let replaced = tokens.into_iter().map(|token| match token {
        TokenTree::Ident(name) if name == "Self" => placed(name.span(), named.to_token_stream()),
        TokenTree::Group(group) => {
            let inner = replace_self(group.stream(), named);
            let mut replaced = Group::new(group.delimiter(), inner);
            replaced.set_span(group.span());
            replaced.into_token_stream()
        }
        other => other.into_token_stream(),
    });
    replaced.collect()
}
