//! Structs and enums.

use proc_macro2::TokenStream;
use syn::spanned::Spanned;
use syn::{ItemEnum, ItemStruct, Member, Path, Visibility};

use super::condition::field_variants;
use super::position::Positions;
use crate::args::export::{EnumArgs, FieldArgs, StructArgs};
use crate::args::names::js_name_of;
use crate::args::place::{helper, options};
use crate::ast::export::{Class, Field, Guarded, Struct};
use crate::ast::signature::Copied;
use crate::report::Report;
use crate::{taken, valid};

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
    taken::not_by_a_struct(&args, &item.ident, report);
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
    let mut positions = Positions::default();
    for item in &mut item.fields {
        field(&positions, item, &mut structure, report);
        positions.pass(&Copied::from(&item.attrs).cfgs);
    }
    if item.generics.params.is_empty() {
        Ok(structure)
    } else {
        Err(structure.args.runtime)
    }
}

fn field(
    positions: &Positions,
    item: &mut syn::Field,
    structure: &mut Struct,
    report: &mut Report,
) {
    valid::not_wasm_bindgens(&mut item.attrs, report);
    let args: FieldArgs = helper(&mut item.attrs, report);
    match (args.poison, &structure.poison, &item.ident) {
        (None, ..) => structure.guarded.push(Guarded {
            cfgs: Copied::from(&item.attrs).cfgs,
            ty: item.ty.clone(),
        }),
        (Some(_), None, Some(name)) => structure.poison = Some(name.clone()),
        (Some(at), None, None) => report.error(at, "the poison field needs a name"),
        (Some(at), Some(_), _) => report.error(at, "a struct has one poison field"),
    }
    let Visibility::Public(_) = item.vis else {
        return;
    };
    if args.skip || args.poison.is_some() {
        return;
    }
    let places = match &item.ident {
        Some(name) => vec![(Member::from(name.clone()), js_name_of(name), None)],
        None => positions
            .all()
            .map(|(index, cfg)| (Member::from(index), index.to_string(), cfg))
            .collect(),
    };
    if let Some(name) = args
        .js_name
        .as_ref()
        .or(places.first().map(|place| &place.1))
    {
        valid::not_free(name, places[0].0.span(), report);
    }
    for (name, shown, cfg) in places {
        let mut attributes = Copied::from(&item.attrs);
        attributes.cfgs.extend(cfg);
        structure.fields.push(Field {
            args: args.clone(),
            name,
            js_name: args.js_name.clone().unwrap_or(shown),
            ty: item.ty.clone(),
            attributes,
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
    taken::not_by_an_enum(&args, &item.ident, report);
    let is_right = shape.is_empty();
    report.add_part(&[], shape);
    if is_right {
        Ok(args)
    } else {
        Err(args.runtime)
    }
}
