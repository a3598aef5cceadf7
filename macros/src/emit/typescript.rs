//! What a closure's type is in TypeScript, as far as names tell.

use quote::ToTokens;
use syn::{Path, ReturnType, Type};

use crate::ast::signature::Callable;
use crate::ty::{arguments_of, ungrouped};

/// `(arg0: number) => string`
pub(crate) fn function(callable: &Callable) -> String {
    let inputs = callable.signature.inputs.iter().enumerate();
    let inputs: Vec<_> = inputs
        .map(|(index, input)| format!("arg{index}: {}", typescript(&input.ty, " | null")))
        .collect();
    let output = match &callable.signature.output {
        ReturnType::Default => "void".to_owned(),
        ReturnType::Type(_, ty) => match arguments_of("Result", ty).first() {
            Some(ok) => typescript(ok, ""),
            None => typescript(ty, ""),
        },
    };
    format!("({}) => {output}", inputs.join(", "))
}

/// As wasm-bindgen declares it. A name of the user's own is `any`: what it is called in
/// TypeScript is not known here.
fn typescript(ty: &Type, or_null: &str) -> String {
    let ty = match ungrouped(ty) {
        Type::Reference(reference) => ungrouped(&reference.elem),
        ty => ty,
    };
    if let [inner] = arguments_of("Option", ty).as_slice() {
        return format!("{} | undefined{or_null}", typescript(inner, ""));
    }
    if let [inner] = arguments_of("Vec", ty).as_slice() {
        return array(inner);
    }
    match ty {
        Type::Tuple(tuple) if tuple.elems.is_empty() => "void".to_owned(),
        Type::Path(ty) => named(&ty.path),
        _ => "any".to_owned(),
    }
}

fn array(element: &Type) -> String {
    let element = element.to_token_stream().to_string();
    let typed = match element.as_str() {
        "u8" => "Uint8Array",
        "i8" => "Int8Array",
        "u16" => "Uint16Array",
        "i16" => "Int16Array",
        "u32" | "usize" => "Uint32Array",
        "i32" | "isize" => "Int32Array",
        "u64" => "BigUint64Array",
        "i64" => "BigInt64Array",
        "f32" => "Float32Array",
        "f64" => "Float64Array",
        "String" => "string[]",
        _ => "any[]",
    };
    typed.to_owned()
}

fn named(path: &Path) -> String {
    let names: Vec<_> = path
        .segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect();
    let Some(last) = names.last() else {
        return "any".to_owned();
    };
    let known = match last.as_str() {
        "u8" | "i8" | "u16" | "i16" | "u32" | "i32" | "usize" | "isize" | "f32" | "f64" => "number",
        "u64" | "i64" | "u128" | "i128" => "bigint",
        "bool" => "boolean",
        "String" | "str" | "char" => "string",
        // Classes of the platform, where the path says that it is one, and without parameters.
        "Function" | "Date" | "RegExp" | "Error" | "Uint8Array" | "ArrayBuffer" | "Event"
        | "Request" | "Response" | "Element" | "HtmlElement"
            if matches!(
                names.first().map(String::as_str),
                Some("js_sys" | "web_sys")
            ) =>
        {
            if last == "HtmlElement" {
                "HTMLElement"
            } else {
                last
            }
        }
        _ => "any",
    };
    known.to_owned()
}
