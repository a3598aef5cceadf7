//! Structs, and fieldless enums.

use proc_macro2::TokenStream;
use syn::{ItemEnum, ItemStruct, Visibility};

use crate::args::export::{EnumArgs, FieldArgs, StructArgs};
use crate::args::names::js_name_of;
use crate::args::place::{helper, options};
use crate::ast::export::{Class, Field, Struct};
use crate::ast::signature::Copied;
use crate::report::Report;
use crate::valid;

pub(crate) fn structure(args: TokenStream, item: &mut ItemStruct, report: &mut Report) -> Struct {
    let args: StructArgs = options(args, report);
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
    for item in &mut item.fields {
        field(item, &mut structure, report);
    }
    structure
}

fn field(item: &mut syn::Field, structure: &mut Struct, report: &mut Report) {
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
    if let (Some(name), false, None) = (&item.ident, args.skip, args.poison) {
        let js_name = args.js_name.clone().unwrap_or_else(|| js_name_of(name));
        valid::not_free(&js_name, name, report);
        structure.fields.push(Field {
            args,
            name: name.clone(),
            js_name,
            ty: item.ty.clone(),
            attributes: Copied::from(&item.attrs),
        });
    }
}

/// An enum, which has nothing to guard.
pub(crate) fn fieldless_enum(args: TokenStream, item: &ItemEnum, report: &mut Report) -> EnumArgs {
    let args = options(args, report);
    valid::fieldless(item, report);
    args
}
