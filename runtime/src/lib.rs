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
        closures hosts imports listeners page panics recovery speed stable structs tasks
        unwind_safety worker
    }
}

mod abi;
mod boundary;
pub mod closure;
mod instance;
mod js;
mod object;
mod panic;
mod payload;
pub mod recovery;
mod strategy;
mod task;
mod value;

pub use object::poison::Poison;
pub use panic::location::Location;
pub use panic::observer::on_panic;
pub use panic::{Panic, catch};
pub use payload::exception::JsException;
pub use task::join::JoinHandle;
pub use task::js_future::JsFuture;
pub use task::queue::spawn;
pub use unwind_export_macros::{closure, export, import};

/// What the macros' expansions name, and nothing else. Not public API.
#[doc(hidden)]
pub mod __private {
    pub use crate::abi::MaybeUnwindSafe;
    pub use crate::boundary::guard::{Guarded, guard};
    pub use crate::boundary::site::Site;
    pub use crate::closure::route::is_unwind_safe;
    pub use crate::closure::{handed_out, handed_out_once, routed, routed_once};
    pub use crate::object::unwind_safe::{
        owned_outlives_panic, owned_receiver_outlives_panic, shared_outlives_panic,
        shared_receiver_outlives_panic,
    };
    pub use crate::payload::exception::{RustType, imported, not_nullable};
    pub use crate::recovery::start::{Started, start, start_async};
    pub use crate::task::promise::{Resolved, guard_async};
    pub use crate::value::argument::{Borrowed, BorrowedMut, Lent, Owned};
    pub use crate::value::receiver::{
        AnyType, Exported, Held, Poisoning, Poisons, Probe, Receiver, cloned, free, is_poisoned,
        tolerant,
    };
    pub use crate::value::text::GuardedText;
    pub use crate::{
        __body as body, __held as held, __made as made, __receiver as receiver, __shims as shims,
    };
    pub use ::std::boxed::Box;
    pub use ::wasm_bindgen::JsValue;
    pub use ::wasm_bindgen::Nullable;
    pub use ::wasm_bindgen::prelude::wasm_bindgen as bindgen;
    pub use core::option::Option::{None, Some};
    pub use core::panic::{RefUnwindSafe, UnwindSafe};
    pub use core::result::Result;
    pub use core::result::Result::Ok;

    /// Stands in for the `wasm_bindgen_futures` crate in generated code.
    pub mod futures {
        pub use crate::task::js_future::JsFuture;
        pub use crate::task::promise::future_to_promise;
        pub use crate::task::queue::spawn_local;

        pub use super::js_sys;
    }

    /// Stands in for the `wasm_bindgen` crate in generated code.
    pub mod wasm_bindgen {
        pub use ::wasm_bindgen::*;

        pub mod __rt {
            pub use crate::boundary::guard::maybe_catch_unwind;
            pub use ::wasm_bindgen::__rt::*;
        }
    }

    /// Stands in for it where nothing can panic outside of the guard.
    pub mod bare_wasm_bindgen {
        pub use ::wasm_bindgen::*;

        pub mod __rt {
            pub use crate::boundary::guard::run_shim as maybe_catch_unwind;
            pub use ::wasm_bindgen::__rt::*;
        }
    }

    /// Stands in for the `js_sys` crate, whose futures wasm-bindgen uses instead where the
    /// environment has `WASM_BINDGEN_USE_JS_SYS=1`.
    pub mod js_sys {
        pub use super::futures;
        pub use crate::task::promise::Promise;
    }
}
