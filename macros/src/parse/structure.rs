//! Structs and enums.

use proc_macro2::TokenStream;
use syn::spanned::Spanned;
use syn::{ItemEnum, ItemStruct, Member, Path, Visibility};

use super::condition::field_variants;
use crate::args::export::{EnumArgs, FieldArgs, StructArgs};
use crate::args::names::js_name_of;
use crate::args::place::{helper, options};
use crate::ast::export::{Class, Field, Struct};
use crate::ast::signature::Copied;
use crate::report::Report;
use crate::valid;

/// Or where the runtime is, if the struct cannot be exported.
pub(crate) fn structure(
    args: TokenStream,
    item: &mut ItemStruct,
    report: &mut Report,
) -> Result<Struct, Option<Path>> {
    let args: StructArgs = options(args, report);
    field_variants("export", &mut item.fields);
    valid::not_wasm_bindgens(&mut item.attrs, report);
    valid::not_generic(&item.generics, "an exported struct", report);
    let js_name = args.js_name.clone();
    let mut structure = Struct {
        args,
        class: Class {
            js_name: js_name.unwrap_or_else(|| js_name_of(&item.ident)),
            path: item.ident.clone().into(),
        },
        fields: Vec::new(),
        guarded: Vec::new(),
        poison: None,
        cfgs: Copied::from(&item.attrs).cfgs,
    };
    for (index, item) in item.fields.iter_mut().enumerate() {
        field(index, item, &mut structure, report);
    }
    if item.generics.params.is_empty() {
        Ok(structure)
    } else {
        Err(structure.args.runtime)
    }
}

fn field(index: usize, item: &mut syn::Field, structure: &mut Struct, report: &mut Report) {
    valid::not_wasm_bindgens(&mut item.attrs, report);
    let args: FieldArgs = helper(&mut item.attrs, report);
    match (args.poison, &structure.poison, &item.ident) {
        (None, ..) => structure.guarded.push(item.ty.clone()),
        (Some(_), None, Some(name)) => structure.poison = Some(name.clone()),
        (Some(at), None, None) => report.error(at, "the poison field needs a name"),
        (Some(at), Some(_), _) => report.error(at, "a struct has one poison field"),
    }
    let Visibility::Public(_) = item.vis else {
        return;
    };
    if let (false, None) = (args.skip, args.poison) {
        let (name, shown) = match &item.ident {
            Some(name) => (Member::from(name.clone()), js_name_of(name)),
            None => (Member::from(index), index.to_string()),
        };
        let js_name = args.js_name.clone().unwrap_or(shown);
        valid::not_free(&js_name, name.span(), report);
        structure.fields.push(Field {
            args,
            name,
            js_name,
            ty: item.ty.clone(),
            attributes: Copied::from(&item.attrs),
        });
    }
}

/// An enum, which has nothing to guard. Or where the runtime is, if it cannot be exported.
pub(crate) fn enumeration(
    args: TokenStream,
    item: &mut ItemEnum,
    report: &mut Report,
) -> Result<EnumArgs, Option<Path>> {
    let args: EnumArgs = options(args, report);
    let mut shape = Report::default();
    valid::not_wasm_bindgens(&mut item.attrs, report);
    valid::of_one_value_each(item, &mut shape);
    let is_right = shape.is_empty();
    report.add_part(&[], shape);
    if is_right {
        Ok(args)
    } else {
        Err(args.runtime)
    }
}
