//! Numbers that typed arrays consist of, as wasm-bindgen's tool is told of those.

use crate::abi::{NAMED_EXTERNREF, inform, spell};

/// What typed arrays consist of.
pub trait Number: Copy + Default {
    /// What JavaScript knows the type by.
    #[doc(hidden)]
    const KIND: i32;
    /// What is said in an error.
    #[doc(hidden)]
    const ARRAY: &str;

    /// The typed array alone, as an imported class by the name of JavaScript's own.
    #[doc(hidden)]
    fn describe_lent();

    /// As a class by the name `Uint8Array | number[]`, which is what wasm-bindgen declares.
    #[doc(hidden)]
    fn describe_given();
}

macro_rules! numbers {
    ($($number:ty = $kind:literal, $article:literal $($letter:literal)* | $item:ident[];)*) => {$(
        impl Number for $number {
            const KIND: i32 = $kind;
            const ARRAY: &str = concat!($article, " ", $($letter),*);

            fn describe_lent() {
                inform(NAMED_EXTERNREF);
                inform(0 $(+ one($letter))*);
                spell!($($letter)*);
            }

            fn describe_given() {
                inform(NAMED_EXTERNREF);
                inform(0 $(+ one($letter))* + OR_ITEMS);
                spell!($($letter)* ' ' '|' ' ');
                $item();
                spell!('[' ']');
            }
        }
    )*};
}

const fn one(_: char) -> u32 {
    1
}

/// The length of ` | number[]`, and of ` | bigint[]`.
const OR_ITEMS: u32 = 11;

fn number() {
    spell!('n' 'u' 'm' 'b' 'e' 'r');
}

fn bigint() {
    spell!('b' 'i' 'g' 'i' 'n' 't');
}

numbers! {
    u8 = 0, "a" 'U' 'i' 'n' 't' '8' 'A' 'r' 'r' 'a' 'y' | number[];
    i8 = 1, "an" 'I' 'n' 't' '8' 'A' 'r' 'r' 'a' 'y' | number[];
    u16 = 2, "a" 'U' 'i' 'n' 't' '1' '6' 'A' 'r' 'r' 'a' 'y' | number[];
    i16 = 3, "an" 'I' 'n' 't' '1' '6' 'A' 'r' 'r' 'a' 'y' | number[];
    u32 = 4, "a" 'U' 'i' 'n' 't' '3' '2' 'A' 'r' 'r' 'a' 'y' | number[];
    usize = 4, "a" 'U' 'i' 'n' 't' '3' '2' 'A' 'r' 'r' 'a' 'y' | number[];
    i32 = 5, "an" 'I' 'n' 't' '3' '2' 'A' 'r' 'r' 'a' 'y' | number[];
    isize = 5, "an" 'I' 'n' 't' '3' '2' 'A' 'r' 'r' 'a' 'y' | number[];
    u64 = 6, "a" 'B' 'i' 'g' 'U' 'i' 'n' 't' '6' '4' 'A' 'r' 'r' 'a' 'y' | bigint[];
    i64 = 7, "a" 'B' 'i' 'g' 'I' 'n' 't' '6' '4' 'A' 'r' 'r' 'a' 'y' | bigint[];
    f32 = 8, "a" 'F' 'l' 'o' 'a' 't' '3' '2' 'A' 'r' 'r' 'a' 'y' | number[];
    f64 = 9, "a" 'F' 'l' 'o' 'a' 't' '6' '4' 'A' 'r' 'r' 'a' 'y' | number[];
}
