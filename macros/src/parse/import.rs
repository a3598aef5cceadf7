//! `extern` blocks.

use proc_macro2::{Ident, Span, TokenStream};
use quote::format_ident;
use syn::ext::IdentExt;
use syn::{FnArg, ForeignItem, ForeignItemFn, ItemForeignMod, ReturnType, Type, parse_quote};

use super::signature::parameter_name;
use crate::args::import::{ExternArgs, ImportedFunctionArgs};
use crate::args::place::{helper, options};
use crate::ast::import::{
    Crossing, Exception, ExternBlock, Imported, ImportedFunction, Returned, Role,
};
use crate::report::Report;
use crate::ty::{arguments, may_be_a_reference, name, ungrouped};

/// The block, with what is wrong in it left as it is.
pub(crate) fn extern_block(
    args: TokenStream,
    tokens: &TokenStream,
    report: &mut Report,
) -> Option<ExternBlock> {
    let args: ExternArgs = options(args, report);
    let Ok(mut header) = syn::parse2::<ItemForeignMod>(tokens.clone())
        .map_err(|error| report.error(error.span(), "`#[import]` is for `extern \"C\"` blocks"))
    else {
        return None;
    };
    let abi = header.abi.name.take_if(|name| name.value() != "C");
    if let Some(abi) = abi {
        report.error(abi.span(), "JavaScript's functions are `extern \"C\"`");
    }
    let items = std::mem::take(&mut header.items);
    Some(ExternBlock {
        args,
        header,
        items: items
            .into_iter()
            .map(|item| imported(item, report))
            .collect(),
    })
}

fn imported(item: ForeignItem, report: &mut Report) -> Imported {
    match item {
        ForeignItem::Fn(item) => function(item, report),
        ForeignItem::Type(mut item) => Imported::Type(helper(&mut item.attrs, report), item),
        ForeignItem::Static(mut item) => Imported::Static(helper(&mut item.attrs, report), item),
        other => Imported::Other(other),
    }
}

fn function(mut item: ForeignItemFn, report: &mut Report) -> Imported {
    let args: ImportedFunctionArgs = helper(&mut item.attrs, report);
    let (ty, exception) = output(&item, args.catch);
    let role = match role(&item, &args, ty.as_ref()) {
        Ok(role) => role,
        Err(message) => {
            report.error(item.sig.ident.span(), message);
            return Imported::Other(ForeignItem::Fn(item));
        }
    };
    let crossing = match (&role, &ty) {
        (Role::Constructor(owner), _) => Crossing::Made(made(owner, &item.sig.ident)),
        // What a promise brings has no place reserved.
        (_, Some(ty)) if item.sig.asyncness.is_none() && may_be_a_reference(ty) => {
            Crossing::Nullable
        }
        _ => Crossing::Value,
    };
    Imported::Function(ImportedFunction {
        parameters: parameters(&item, &role),
        args,
        item,
        role,
        returned: Returned {
            ty,
            crossing,
            exception,
        },
    })
}

/// The type that is returned, and what becomes of an exception.
fn output(function: &ForeignItemFn, catch: bool) -> (Option<Type>, Exception) {
    let ty = match &function.sig.output {
        ReturnType::Default => None,
        ReturnType::Type(_, ty) => Some(ungrouped(ty)),
    };
    match ty {
        ty if !catch => (ty.cloned(), Exception::Unwinds),
        None => (None, Exception::Returned(None)),
        Some(result) => match arguments(result).as_slice() {
            [ty] => (Some((*ty).clone()), Exception::Returned(None)),
            [ty, error] => (
                Some((*ty).clone()),
                Exception::Returned(Some((*error).clone())),
            ),
            _ => (None, Exception::Returned(None)),
        },
    }
}

fn role(
    function: &ForeignItemFn,
    args: &ImportedFunctionArgs,
    output: Option<&Type>,
) -> Result<Role, &'static str> {
    if let Some(owner) = &args.static_method_of {
        return Ok(Role::Static(parse_quote!(#owner)));
    }
    if args.constructor {
        let owner = output.ok_or("a constructor returns its type: `-> Type`")?;
        return Ok(Role::Constructor(owner.clone()));
    }
    if !args.method {
        return Ok(Role::Free);
    }
    match function.sig.inputs.first() {
        Some(FnArg::Typed(input)) => match ungrouped(&input.ty) {
            Type::Reference(this) => Some(Role::Method((*this.elem).clone())),
            _ => None,
        },
        _ => None,
    }
    .ok_or("a method's first parameter is its object: `this: &Type`")
}

fn parameters(function: &ForeignItemFn, role: &Role) -> Vec<(Ident, Type)> {
    let this = usize::from(matches!(role, Role::Method(_)));
    let inputs = function.sig.inputs.iter().skip(this).enumerate();
    let parameters = inputs.filter_map(|(index, input)| match input {
        FnArg::Typed(input) => Some((parameter_name(&input.pat, index), (*input.ty).clone())),
        FnArg::Receiver(_) => None,
    });
    parameters.collect()
}

/// Named by type and constructor, of which there may be several in a module.
fn made(owner: &Type, constructor: &Ident) -> Ident {
    let owner = name(owner).map(ToString::to_string).unwrap_or_default();
    format_ident!(
        "__{owner}_{}",
        constructor.unraw(),
        span = Span::mixed_site()
    )
}
