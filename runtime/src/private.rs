//! What the macros' expansions name, and nothing else.

pub use crate::abi::{
    MaybeUnwindSafe, SupportsConstructor, SupportsInstanceProperty, SupportsStaticProperty,
    WasmDescribe, WasmDescribeVector,
};
pub use crate::boundary::guard::{Guarded, guard, guard_lent, guard_recovering};
pub use crate::boundary::site::{Site, recovery};
pub use crate::boundary::stand_in::wasm_bindgen;
pub use crate::closure::given::Reference;
pub use crate::closure::route::is_unwind_safe;
pub use crate::closure::{handed_out, handed_out_once, lend, routed, routed_once};
pub use crate::object::ghost::know;
pub use crate::object::inherited::{in_parent, mark_parent};
pub use crate::object::known::poisonable;
pub use crate::object::poisoning::{
    Exported, Look, Poisoning, Poisons, in_variant, in_variants, tolerant,
};
pub use crate::object::probe::{AnyType, Probe, RustType};
pub use crate::object::unwind_safe::{
    owned_outlives_panic, owned_receiver_also_outlives_panic, owned_receiver_outlives_panic,
    shared_outlives_panic, shared_receiver_also_outlives_panic, shared_receiver_outlives_panic,
};
pub use crate::recovery::start::{Started, returned_by_start, start, start_async};
pub use crate::task::promise::{Resolved, guard_async, guard_async_recovering};
pub use crate::value::argument::{Borrowed, BorrowedMut, Owned};
pub use crate::value::conversion::Converted;
pub use crate::value::given_numbers::{MaybeNumbers, Numbers, NumbersMut};
pub use crate::value::given_text::{GivenText, MaybeGivenText, Text};
pub use crate::value::imported::{
    awaited, imported, looked, not_nullable, received, received_if_any, received_numbers, taken,
};
pub use crate::value::member::{cloned, free, is_poisoned};
pub use crate::value::receiver::{Held, Pointer, Receiver};
pub use crate::value::text::{GuardedText, NamedString};
pub use ::std::boxed::Box;
pub use ::unwind_export_macros::__unwinding as unwinding;
pub use ::wasm_bindgen::JsValue;
pub use ::wasm_bindgen::Nullable;
pub use ::wasm_bindgen::closure::ScopedClosure;
pub use ::wasm_bindgen::prelude::wasm_bindgen as bindgen;
pub use core::option::Option;
pub use core::option::Option::{None, Some};
pub use core::panic::{RefUnwindSafe, UnwindSafe};
pub use core::result::Result;
pub use core::result::Result::Ok;

/// Stands in for the `wasm_bindgen_futures` crate in generated code.
pub mod futures {
    pub use crate::task::js_future::JsFuture;
    pub use crate::task::promise::future_to_promise;
    pub use crate::task::spawn::spawn_local;

    pub use crate::private::js_sys;
}

/// Stands in for the `js_sys` crate, whose futures wasm-bindgen uses instead where the
/// environment has `WASM_BINDGEN_USE_JS_SYS=1`.
pub mod js_sys {
    pub use crate::private::futures;
    pub use crate::task::promise::Promise;
}
