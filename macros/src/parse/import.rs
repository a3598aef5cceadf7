//! `extern` blocks.

use proc_macro2::{Ident, Span, TokenStream};
use quote::format_ident;
use syn::ext::IdentExt;
use syn::{
    FnArg, ForeignItem, ForeignItemFn, ItemForeignMod, ItemStatic, ReturnType, Type, parse_quote,
};

use super::condition::variants;
use super::signature::parameter_name;
use crate::args::import::{ExternArgs, ImportedFunctionArgs, Member};
use crate::args::place::{helper, options};
use crate::ast::import::{
    Crossing, Exception, ExternBlock, Imported, ImportedFunction, Returned, Role,
};
use crate::ast::signature::Copied;
use crate::report::Report;
use crate::ty::{arguments, has_word, may_be_a_reference, name, ungrouped};

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
    let namespace = Namespace {
        types: types(&items),
        of_block: args.js_namespace.clone(),
    };
    Some(ExternBlock {
        args,
        header,
        items: items
            .into_iter()
            .flat_map(|item| variants("import", item))
            .map(|item| imported(item, &namespace, report))
            .collect(),
    })
}

/// `namespace` has the types that it names.
struct Namespace {
    types: Vec<Ident>,
    of_block: Option<String>,
}

fn imported(item: ForeignItem, namespace: &Namespace, report: &mut Report) -> Imported {
    match item {
        ForeignItem::Fn(item) => function(item, namespace, report),
        ForeignItem::Verbatim(tokens) => match syn::parse2::<ItemStatic>(tokens) {
            Ok(mut item) => {
                let args = helper(&mut item.attrs, report);
                Imported::Text(args, Box::new(item))
            }
            Err(error) => {
                report.add(error);
                Imported::Other(ForeignItem::Verbatim(TokenStream::new()))
            }
        },
        ForeignItem::Type(mut item) => Imported::Type(helper(&mut item.attrs, report), item),
        ForeignItem::Static(mut item) => Imported::Static(helper(&mut item.attrs, report), item),
        other => Imported::Other(other),
    }
}

fn types(items: &[ForeignItem]) -> Vec<Ident> {
    let types = items.iter().filter_map(|item| match item {
        ForeignItem::Type(item) => Some(item.ident.clone()),
        _ => None,
    });
    types.collect()
}

fn function(mut item: ForeignItemFn, namespace: &Namespace, report: &mut Report) -> Imported {
    let mut own = Report::default();
    let args: ImportedFunctionArgs = helper(&mut item.attrs, &mut own);
    let (ty, exception) = output(&item, args.catch);
    let role = role(&item, args.member.as_ref(), ty.as_ref());
    let role = role.map_err(|message| own.error(item.sig.ident.span(), message));
    report.add_part(&Copied::from(&item.attrs).cfgs, own);
    let Ok(role) = role else {
        return Imported::Other(ForeignItem::Fn(item));
    };
    let role = match (role, namespace.of(&args)) {
        (Role::Free, Some(ty)) => Role::Static(parse_quote!(#ty)),
        (role, _) => role,
    };
    let crossing = match (&role, &ty) {
        (Role::Constructor(owner), _) => Crossing::Made(made(owner, &item.sig.ident)),
        (_, Some(ty)) if item.sig.asyncness.is_none() && may_be_a_reference(ty) => {
            Crossing::Nullable
        }
        _ => Crossing::Value,
    };
    Imported::Function(Box::new(ImportedFunction {
        is_generic: is_generic(&item),
        parameters: parameters(&item, &role),
        args,
        item,
        role,
        returned: Returned {
            ty,
            crossing,
            exception,
        },
    }))
}

impl Namespace {
    /// The type that a function's namespace names: wasm-bindgen takes the function for one of the type's.
    fn of(&self, args: &ImportedFunctionArgs) -> Option<&Ident> {
        let namespace = args.js_namespace.as_ref().or(self.of_block.as_ref())?;
        let name = namespace.rsplit('.').next()?;
        self.types.iter().find(|ty| ty.unraw() == name)
    }
}

/// With `impl Trait` as well, other than the closures that wasm-bindgen writes so itself.
fn is_generic(function: &ForeignItemFn) -> bool {
    let inputs = function.sig.inputs.iter();
    let mut types = inputs.filter_map(|input| match input {
        FnArg::Typed(input) => Some(&*input.ty),
        FnArg::Receiver(_) => None,
    });
    !function.sig.generics.params.is_empty() || types.any(|ty| has_word("impl", ty))
}

/// The type that is returned, and what becomes of an exception.
fn output(function: &ForeignItemFn, catch: bool) -> (Option<Type>, Exception) {
    let ty = match &function.sig.output {
        ReturnType::Default => None,
        ReturnType::Type(_, ty) => Some(ungrouped(ty)),
    };
    if !catch {
        return (ty.cloned(), Exception::Unwinds);
    }
    let (ok, error) = match ty.map(arguments).as_deref() {
        Some([ok]) => (Some((*ok).clone()), None),
        Some([ok, error]) => (Some((*ok).clone()), Some(Box::new((*error).clone()))),
        _ => (None, None),
    };
    (ok, Exception::Returned(error))
}

fn role(
    function: &ForeignItemFn,
    member: Option<&Member>,
    output: Option<&Type>,
) -> Result<Role, &'static str> {
    match member {
        None => Ok(Role::Free),
        Some(Member::StaticOf(owner)) => Ok(Role::Static(parse_quote!(#owner))),
        Some(Member::Constructor) => match output {
            Some(owner) => Ok(Role::Constructor(owner.clone())),
            None => Err("a constructor returns its type: `-> Type`"),
        },
        Some(Member::Method) => match object_type(function) {
            Some(owner) => Ok(Role::Method(owner.clone())),
            None => Err("a method's first parameter is its object: `this: &Type`"),
        },
    }
}

/// The type in a first parameter `this: &Type`.
fn object_type(function: &ForeignItemFn) -> Option<&Type> {
    match function.sig.inputs.first()? {
        FnArg::Typed(input) => match ungrouped(&input.ty) {
            Type::Reference(this) => Some(&this.elem),
            _ => None,
        },
        FnArg::Receiver(_) => None,
    }
}

fn parameters(function: &ForeignItemFn, role: &Role) -> Vec<(Ident, Type)> {
    let object = usize::from(matches!(role, Role::Method(_)));
    let inputs = function.sig.inputs.iter().skip(object).enumerate();
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
