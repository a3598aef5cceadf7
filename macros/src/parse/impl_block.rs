//! `impl` blocks.

use proc_macro2::TokenStream;
use syn::spanned::Spanned;
use syn::{ImplItem, ImplItemFn, ItemImpl, Path, Type, Visibility};

use super::condition::all_variants;
use super::signature::signature;
use crate::args::arg::OnPanic;
use crate::args::export::{ImplArgs, MethodArgs};
use crate::args::names::js_name_of;
use crate::args::place::{helper, options};
use crate::ast::export::{Class, ImplBlock, Method};
use crate::ast::signature::Copied;
use crate::report::Report;
use crate::ty::ungrouped;
use crate::valid;

pub(crate) fn impl_block(
    args: TokenStream,
    item: &mut ItemImpl,
    report: &mut Report,
) -> Option<ImplBlock> {
    let args: ImplArgs = options(args, report);
    all_variants("export", &mut item.items);
    valid::not_wasm_bindgens(&mut item.attrs, report);
    let mut block = Report::default();
    valid::not_of_a_trait(item, &mut block);
    valid::not_generic(&item.generics, "an exported `impl` block", &mut block);
    let path = struct_path(&item.self_ty, &mut block);
    let on_panic = args.on_panic.as_ref();
    let methods = item.items.iter_mut().filter_map(|item| match item {
        ImplItem::Fn(item) => method(item, path.as_ref(), on_panic, report),
        _ => None,
    });
    let methods = methods.collect();
    let is_exported = block.is_empty();
    report.add_part(&[], block);
    let class = class(path.filter(|_| is_exported)?, &args);
    Some(ImplBlock {
        args,
        class,
        methods,
        cfgs: Copied::from(&item.attrs).cfgs,
    })
}

fn struct_path(ty: &Type, report: &mut Report) -> Option<Path> {
    match ungrouped(ty) {
        Type::Path(ty) if ty.qself.is_none() => Some(ty.path.clone()),
        other => {
            report.error(other.span(), "expected the name of an exported struct");
            None
        }
    }
}

fn class(path: Path, args: &ImplArgs) -> Class {
    let last = path.segments.last();
    let rust_name = last.map(|segment| js_name_of(&segment.ident));
    Class {
        js_name: args.js_class.clone().or(rust_name).unwrap_or_default(),
        path,
    }
}

/// A method, if it is exported. `on_panic` is the block's, for methods that say nothing else.
fn method(
    item: &mut ImplItemFn,
    struct_path: Option<&Path>,
    on_panic: Option<&OnPanic>,
    report: &mut Report,
) -> Option<Method> {
    let mut own = Report::default();
    let method = checked_method(item, struct_path, on_panic, &mut own);
    let is_right = own.is_empty();
    report.add_part(&Copied::from(&item.attrs).cfgs, own);
    method.filter(|_| is_right)
}

fn checked_method(
    item: &mut ImplItemFn,
    struct_path: Option<&Path>,
    on_panic: Option<&OnPanic>,
    report: &mut Report,
) -> Option<Method> {
    let mut args: MethodArgs = helper(&mut item.attrs, report);
    if args.skip || !matches!(item.vis, Visibility::Public(_)) {
        return None;
    }
    args.call.on_panic = args.call.on_panic.or_else(|| on_panic.cloned());
    valid::not_wasm_bindgens(&mut item.attrs, report);
    let vouched = args.call.assert_unwind_safe.as_ref();
    let (receiver, signature) = signature(&mut item.sig, &item.attrs, vouched, struct_path, report);
    let name = &item.sig.ident;
    valid::method_name(&args.call.names, name, receiver.as_ref(), report);
    valid::allow_poisoned(args.allow_poisoned, receiver.as_ref(), report);
    Some(Method {
        args,
        receiver,
        signature,
    })
}
