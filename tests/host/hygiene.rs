//! What a user's crate may do around an export: shadow names, rename the runtime, deny lints.

#![cfg(not(target_family = "wasm"))]
#![deny(
    missing_docs,
    unsafe_code,
    unused,
    nonstandard_style,
    rust_2018_idioms,
    unreachable_pub,
    clippy::all,
    clippy::pedantic
)]

/// Names of the prelude and of std that stand for something else here.
#[allow(dead_code, missing_docs)]
pub mod shadows {
    use unwind_export::export;

    pub mod core {}
    pub mod std {}
    pub mod alloc {}
    pub struct Result;
    pub struct Option;
    pub struct Box;
    pub struct Some;
    pub struct None;
    pub struct Ok;
    pub struct Err;
    pub trait FnOnce {}
    pub trait Future {}
    pub trait Into {}
    pub struct Owned;
    pub struct Guarded;
    pub struct Site;
    pub fn guard() {}

    #[export]
    pub fn sync(number: u32, text: &str, bytes: &mut [u8]) -> u32 {
        bytes[0] = u8::MAX;
        number + u32::from(text.is_empty())
    }

    #[export]
    pub async fn later(number: u32, text: &str) -> u32 {
        ::std::future::ready(()).await;
        number + u32::from(text.is_empty())
    }
}

/// A crate that knows the runtime by another name only.
pub mod renamed {
    use unwind_export as other_name;

    /// Exported under the other name.
    #[other_name::export(crate = other_name)]
    #[must_use]
    pub fn through_other_name() -> u32 {
        1
    }
}

/// Parameters whose names are those of other things.
pub mod names {
    use unwind_export::export;

    /// A parameter named like the function.
    #[export]
    #[must_use]
    pub fn twice(twice: u32) -> u32 {
        twice * 2
    }

    /// Parameters named like what the expansion uses, and a raw one.
    #[export]
    #[must_use]
    pub fn collide(guard: u32, site: u32, r#move: u32, ret: u32, arg0: u32) -> u32 {
        guard + site + r#move + ret + arg0
    }

    /// Patterns instead of names.
    #[export]
    #[must_use]
    pub fn patterns(_: u32, mut number: u32) -> u32 {
        number += 1;
        number
    }

    /// With one parameter that is there, and one that is not.
    #[export]
    #[must_use]
    pub fn conditional(#[cfg(test)] number: u32, #[cfg(not(test))] missing: Missing) -> u32 {
        number
    }

    /// More parameters than clippy likes.
    #[export]
    #[must_use]
    #[expect(clippy::too_many_arguments)]
    pub fn many(a1: u8, a2: u8, a3: u8, a4: u8, a5: u8, a6: u8, a7: u8, a8: u8) -> u8 {
        a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8
    }

    /// Deprecated for Rust, not for JavaScript.
    #[deprecated]
    #[export]
    pub fn old() {}
}

/// A private function in a function body.
#[test]
fn exports_stay_plain_functions() {
    use unwind_export::export;

    #[export]
    fn local(fail: bool) {
        assert!(!fail, "as any Rust function");
    }

    local(false);
    assert_eq!(shadows::sync(1, "", &mut [0]), 2);
    assert_eq!(names::twice(2), 4);
    assert_eq!(names::collide(1, 2, 3, 4, 5), 15);
    assert_eq!(names::patterns(0, 1), 2);
    assert_eq!(names::conditional(3), 3);
    assert_eq!(names::many(1, 1, 1, 1, 1, 1, 1, 1), 8);
    assert_eq!(renamed::through_other_name(), 1);
}

#[test]
#[should_panic(expected = "as any Rust function")]
fn an_export_called_from_rust_panics_as_any_function() {
    use unwind_export::export;

    #[export]
    fn fails() {
        panic!("as any Rust function");
    }

    fails();
}
