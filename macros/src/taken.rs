//! Names that every module has for the runtime's own exports.

use proc_macro2::{Ident, Span};

use crate::args::export::{EnumArgs, FunctionArgs, StructArgs};
use crate::args::names::js_name_of;
use crate::report::Report;

const NAMES: [&str; 9] = [
    "InstanceAbortedError",
    "PanicError",
    "PoisonedError",
    "errorKind",
    "instanceStats",
    "onAbort",
    "onPanic",
    "onRestart",
    "revived",
];

pub(crate) fn not_by_a_function(args: &FunctionArgs, rust_name: &Ident, report: &mut Report) {
    if args.js_namespace.is_none() {
        let js_name = args.call.names.js_name_of(rust_name);
        refuse(&js_name, rust_name.span(), report);
    }
}

pub(crate) fn not_by_a_struct(args: &StructArgs, rust_name: &Ident, report: &mut Report) {
    if args.js_namespace.is_none() {
        let js_name = args.js_name.clone();
        let js_name = js_name.unwrap_or_else(|| js_name_of(rust_name));
        refuse(&js_name, rust_name.span(), report);
    }
}

pub(crate) fn not_by_an_enum(args: &EnumArgs, rust_name: &Ident, report: &mut Report) {
    if args.js_namespace.is_none() {
        let js_name = args.js_name.clone();
        let js_name = js_name.unwrap_or_else(|| js_name_of(rust_name));
        refuse(&js_name, rust_name.span(), report);
    }
}

fn refuse(js_name: &str, at: Span, report: &mut Report) {
    if NAMES.contains(&js_name) {
        let message = format!(
            "every module exports unwind-export's own `{js_name}`: choose another name, or one \
             for JavaScript with `js_name = …`"
        );
        report.error(at, message);
    }
}
