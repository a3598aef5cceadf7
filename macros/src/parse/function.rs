//! Free functions.

use proc_macro2::TokenStream;

use super::signature::signature;
use crate::args::export::FunctionArgs;
use crate::args::place::options;
use crate::ast::export::{Function, FunctionItem};
use crate::report::Report;
use crate::{taken, valid};

pub(crate) fn function(
    args: TokenStream,
    item: &mut FunctionItem,
    report: &mut Report,
) -> Function {
    let args: FunctionArgs = options(args, report);
    let vouched = args.call.assert_unwind_safe.as_ref();
    valid::not_wasm_bindgens(&mut item.attrs, report);
    let (receiver, signature) = signature(&mut item.sig, &item.attrs, vouched, None, report);
    valid::no_receiver(receiver.as_ref(), report);
    taken::not_by_a_function(&args, &item.sig.ident, report);
    if args.start {
        valid::start_parameters(item.sig.inputs.first(), report);
        valid::start_panic(args.call.on_panic.as_ref(), report);
    }
    Function { args, signature }
}
