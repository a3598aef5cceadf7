//! Types with a mistake in them.

/// Has a type pass for one that is exported, so that its own mistake is the only error.
#[doc(hidden)]
#[macro_export]
macro_rules! __unexported {
    ([$($generics:tt)*] $type:ty) => {
        const _: () = {
            use $crate::__private0::wasm_bindgen::convert as __convert;
            use $crate::__private0::{
                Box as __Box, JsValue as __JsValue, Pointer as __Pointer, WasmDescribe as __WasmDescribe,
                WasmDescribeVector as __WasmDescribeVector,
            };

            impl $($generics)* __WasmDescribe for $type {
                fn describe() {}
            }

            impl $($generics)* __WasmDescribeVector for $type {
                fn describe_vector() {}
            }

            impl $($generics)* __convert::IntoWasmAbi for $type {
                type Abi = u32;

                fn into_abi(self) -> u32 {
                    ::core::unreachable!()
                }
            }

            impl $($generics)* __convert::OptionIntoWasmAbi for $type {
                fn none() -> u32 {
                    ::core::unreachable!()
                }
            }

            impl $($generics)* __convert::VectorIntoWasmAbi for $type {
                type Abi = <__Box<[__JsValue]> as __convert::IntoWasmAbi>::Abi;

                fn vector_into_abi(_: __Box<[Self]>) -> Self::Abi {
                    ::core::unreachable!()
                }
            }

            impl $($generics)* __convert::FromWasmAbi for $type {
                type Abi = __Pointer<Self>;

                unsafe fn from_abi(_: Self::Abi) -> Self {
                    ::core::unreachable!()
                }
            }

            impl $($generics)* __convert::OptionFromWasmAbi for $type {
                fn is_none(_: &Self::Abi) -> bool {
                    ::core::unreachable!()
                }
            }

            impl $($generics)* __convert::VectorFromWasmAbi for $type {
                type Abi = <__Box<[__JsValue]> as __convert::FromWasmAbi>::Abi;

                unsafe fn vector_from_abi(_: Self::Abi) -> __Box<[Self]> {
                    ::core::unreachable!()
                }
            }

            impl $($generics)* __convert::RefFromWasmAbi for $type {
                type Abi = __Pointer<Self>;
                type Anchor = __Box<Self>;

                unsafe fn ref_from_abi(_: Self::Abi) -> __Box<Self> {
                    ::core::unreachable!()
                }
            }

            impl $($generics)* __convert::LongRefFromWasmAbi for $type {
                type Abi = __Pointer<Self>;
                type Anchor = __Box<Self>;

                unsafe fn long_ref_from_abi(_: Self::Abi) -> __Box<Self> {
                    ::core::unreachable!()
                }
            }

            impl $($generics)* __convert::RefMutFromWasmAbi for $type {
                type Abi = __Pointer<Self>;
                type Anchor = __Box<Self>;

                unsafe fn ref_mut_from_abi(_: Self::Abi) -> __Box<Self> {
                    ::core::unreachable!()
                }
            }

            impl $($generics)* ::core::convert::From<$type> for __JsValue {
                fn from(_: $type) -> Self {
                    ::core::unreachable!()
                }
            }
        };
    };
}
