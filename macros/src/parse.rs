//! From tokens to what can be exported, or to all that is wrong with it.

use proc_macro2::{Ident, TokenStream};
use syn::spanned::Spanned;
use syn::{ImplItem, Item, ItemEnum, ItemImpl, ItemStruct, Signature, Type, Visibility};

use crate::args::{Args, Place};
use crate::ast::{Field, Function, FunctionItem, Impl, Struct};
use crate::attributes::{copied, helper};
use crate::report::Report;
use crate::signature::{check_not_generic, plain, signature, write_out_self};

/// A free function.
pub(crate) fn function(
    args: TokenStream,
    item: &mut FunctionItem,
    report: &mut Report,
) -> Function {
    let args = Args::parse(args, Place::Function, report);
    let function = signature(args, &mut item.sig, &item.attrs, report);
    if let Some(receiver) = &function.receiver {
        report.error(
            receiver.token.span(),
            "a function with `self` is exported by `#[export]` on its `impl` block",
        );
    }
    if let (true, Some(first)) = (function.args.start, item.sig.inputs.first()) {
        report.error(
            first.span(),
            "a start function takes no parameters, since nobody calls it: remove them",
        );
    }
    function
}

/// An `impl` block.
pub(crate) fn block(args: TokenStream, item: &mut ItemImpl, report: &mut Report) -> Option<Impl> {
    let args = Args::parse(args, Place::Impl, report);
    if let Some((path, _)) = &item.trait_ {
        report.error(
            path.span(),
            "JavaScript has no traits: export a function or an inherent method that calls \
             the trait's",
        );
    }
    check_not_generic(&item.generics, "an exported `impl` block", report);
    let class = match plain(&item.self_ty) {
        Type::Path(ty) if ty.qself.is_none() => Some(ty.path.clone()),
        other => {
            report.error(other.span(), "expected the name of an exported struct");
            None
        }
    };
    let methods = item.items.iter_mut().filter_map(|item| match item {
        ImplItem::Fn(method) => {
            let mut own = helper(&mut method.attrs, Place::Method, report);
            if own.skip || !matches!(method.vis, Visibility::Public(_)) {
                return None;
            }
            own.on_panic = own.on_panic.or_else(|| args.on_panic.clone());
            check_property(&own, &method.sig, report);
            let mut method = signature(own, &mut method.sig, &method.attrs, report);
            if let Some(class) = &class {
                write_out_self(&mut method, class);
            }
            Some(method)
        }
        _ => None,
    });
    let methods = methods.collect();
    Some(Impl {
        class: class?,
        methods,
        cfgs: copied(&item.attrs).cfgs,
        args,
    })
}

/// A struct.
pub(crate) fn class(args: TokenStream, item: &mut ItemStruct, report: &mut Report) -> Struct {
    let args = Args::parse(args, Place::Struct, report);
    check_not_generic(&item.generics, "an exported struct", report);
    let mut class = Struct {
        args,
        name: item.ident.clone(),
        fields: Vec::new(),
        guarded: Vec::new(),
        poison: None,
        cfgs: copied(&item.attrs).cfgs,
    };
    for field in &mut item.fields {
        let args = helper(&mut field.attrs, Place::Field, report);
        match (args.poison, &class.poison, &field.ident) {
            (None, ..) => class.guarded.push(field.ty.clone()),
            (Some(_), None, Some(name)) => class.poison = Some(name.clone()),
            (Some(at), None, None) => report.error(at, "the poison field needs a name"),
            (Some(at), Some(_), _) => report.error(at, "a struct has one poison field"),
        }
        let Visibility::Public(_) = field.vis else {
            continue;
        };
        let attributes = copied(&field.attrs);
        if let (Some(name), false, None) = (&field.ident, args.skip, args.poison) {
            check_not_free(&args, name, report);
            class.fields.push(Field {
                args,
                name: name.clone(),
                ty: field.ty.clone(),
                attributes,
            });
        }
    }
    class
}

/// A fieldless enum, which has nothing to guard.
pub(crate) fn plain_enum(args: TokenStream, item: &ItemEnum, report: &mut Report) -> Args {
    let args = Args::parse(args, Place::Enum, report);
    for variant in &item.variants {
        if !variant.fields.is_empty() {
            report.error(
                variant.fields.span(),
                "an exported enum has no fields: export a struct, or return a `JsValue`",
            );
        }
    }
    args
}

/// Says that `item` is of the wrong kind.
pub(crate) fn refuse(item: &Item, report: &mut Report) {
    let at = match item {
        Item::Mod(item) => item.mod_token.span,
        Item::Trait(item) => item.trait_token.span,
        Item::Const(item) => item.const_token.span,
        Item::Static(item) => item.static_token.span,
        Item::ForeignMod(item) => {
            let message = "`#[export]` is for what JavaScript calls: an `extern` block is what \
                           it provides, use `#[wasm_bindgen]`";
            return report.error(item.abi.extern_token.span, message);
        }
        other => other.span(),
    };
    report.error(
        at,
        "`#[export]` is for functions, structs, fieldless enums and `impl` blocks",
    );
}

fn check_not_free(args: &Args, name: &Ident, report: &mut Report) {
    if args.js_name_of(name) == "free" {
        report.error(
            name.span(),
            "every exported class has a method `free`, which drops the object: implement `Drop`, \
             or choose another name",
        );
    }
}

/// What JavaScript calls a method by has to be free, and known.
fn check_property(args: &Args, sig: &Signature, report: &mut Report) {
    check_not_free(args, &sig.ident, report);
    let is_named = args.js_name.is_some() || sig.ident.to_string().starts_with("set_");
    if args
        .setter
        .as_ref()
        .is_some_and(|setter| setter.name.is_none() && !is_named)
    {
        report.error(
            sig.ident.span(),
            "a setter's name begins with `set_`: rename it, or write `#[export(setter = property)]`",
        );
    }
}
