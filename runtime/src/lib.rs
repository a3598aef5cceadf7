// The first target of a link counts: here a module, where Markdown is read as it is a file.
#![cfg_attr(not(doctest), doc = include_str!("../docs/links.txt"))]
#![doc = include_str!("../README.md")]

/// The chapters of the documentation.
#[cfg(any(doc, doctest))]
pub mod docs {
    macro_rules! chapters {
        ($($chapter:ident)*) => {$(
            #[cfg_attr(not(doctest), doc = include_str!("../docs/links.txt"))]
            #[doc = include_str!(concat!("../docs/", stringify!($chapter), ".md"))]
            pub mod $chapter {}
        )*};
    }

    chapters! {
        bundler closures hosts imports listeners migration page panics recovery speed stable structs tasks
        unwind_safety worker
    }
}

mod abi;
mod boundary;
pub mod closure;
mod digits;
mod instance;
mod js;
mod nounwind;
mod object;
mod panic;
mod payload;
mod private;
pub mod recovery;
mod strategy;
mod task;
mod token;
mod value;

pub use object::poison::Poison;
pub use panic::location::Location;
pub use panic::observer::on_panic;
pub use panic::{Panic, catch};
pub use payload::exception::JsException;
pub use task::join::JoinHandle;
pub use task::js_future::JsFuture;
pub use task::promised::future_to_promise;
pub use task::spawn::spawn;
pub use unwind_export_macros::{closure, export, import};

/// What the macros' expansions name, and nothing else. Not public API: its own name has the patch version in it, as
/// the macros expect it to.
#[doc(hidden)]
pub mod __private0 {
    pub use crate::private::*;
    // Exported macros stand at the root, wherever they are written.
    pub use crate::{
        __body as body, __held as held, __made as made, __receiver as receiver, __shims as shims,
        __unexported as unexported,
    };
}
