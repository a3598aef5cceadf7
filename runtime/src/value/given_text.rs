//! Text that exports are given.

use core::cell::Cell;
use core::panic::UnwindSafe;

use wasm_bindgen::JsValue;
use wasm_bindgen::convert::FromWasmAbi;

use crate::abi::{NAMED_EXTERNREF, OPTIONAL, WasmDescribe, inform, spell};
use crate::boundary::loan::Loans;
use crate::boundary::refusal::{Reason, Refusal, TEXT};
use crate::object::poisoning::{Look, Poisons};
use crate::token;
use crate::value::text::NamedString;
use crate::{instance, js};

/// A parameter that is a `&str` or a `String`.
///
/// It comes as any value. wasm-bindgen's own conversion reads the length of whatever it is given: what has
/// none goes wrong in memory, what has a wrong one is lost there.
pub struct Text(Result<String, Reason>);

/// A parameter that is an `Option<String>`.
pub struct MaybeText(Option<Text>);

/// Text that lasts as long as the call.
pub struct LentText(String);

/// What a shim takes for what goes by the name of `String`.
pub type GivenText<T> = <T as NamedString>::Given;

/// What it takes for an `Option` of that.
pub type MaybeGivenText<T> = <T as NamedString>::MaybeGiven;

impl Text {
    /// The text.
    ///
    /// # Errors
    ///
    /// If it is another value.
    #[inline]
    pub fn get(self, name: &'static str, _: Look<String>) -> Result<String, Refusal> {
        self.0.map_err(|reason| Refusal::new(name, reason))
    }

    /// The text, to be lent.
    ///
    /// # Errors
    ///
    /// As `get`.
    #[inline]
    pub fn borrow(self, name: &'static str, _: Poisons<str>) -> Result<LentText, Refusal> {
        self.get(name, None).map(LentText)
    }
}

impl MaybeText {
    /// The text, if there is any.
    ///
    /// # Errors
    ///
    /// If it is another value than text, `null` or `undefined`.
    #[inline]
    pub fn get(
        self,
        name: &'static str,
        _: Look<Option<String>>,
    ) -> Result<Option<String>, Refusal> {
        self.0.map(|text| text.get(name, None)).transpose()
    }
}

/// Text of so many bytes is read by one call.
const SHORT: usize = 256;

thread_local! {
    /// Where JavaScript writes it: always in the same place, of which it keeps a view.
    static PLACE: [Cell<u8>; SHORT] = const { [const { Cell::new(0) }; SHORT] };
}

fn read(value: &JsValue) -> Result<String, Reason> {
    if !token::is_known() {
        // JavaScript could not tell whose memory it is.
        instance::set_up();
    }
    PLACE.with(|place| {
        let written = write(value, place);
        match usize::try_from(written) {
            Ok(length) => Ok(text(
                place[..length.min(SHORT)].iter().map(Cell::get).collect(),
            )),
            Err(_) => read_long(value, written),
        }
    })
}

/// Text that wants the room that `written` says, if it is any.
#[cold]
fn read_long(value: &JsValue, mut written: i32) -> Result<String, Reason> {
    let mut bytes = Vec::new();
    while written != js::NOT_TEXT {
        let room = written.unsigned_abs() as usize;
        if room <= bytes.len() {
            // The encoder is the user's, and writes less than there is.
            break;
        }
        bytes
            .try_reserve_exact(room - bytes.len())
            .map_err(|_| Reason::TooLong { expected: TEXT })?;
        bytes.resize(room, 0);
        written = write(value, Cell::from_mut(&mut bytes[..]).as_slice_of_cells());
        if let Ok(length) = usize::try_from(written) {
            bytes.truncate(length);
            return Ok(text(bytes));
        }
    }
    Err(no_text(value))
}

#[cold]
fn no_text(value: &JsValue) -> Reason {
    Reason::OfAnotherType {
        expected: TEXT,
        value: value.clone(),
    }
}

/// How many bytes of the text have been written, which is all. Else, negative, how many there have to be, or that it
/// is none.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "as wasm has them"
)]
fn write(value: &JsValue, bytes: &[Cell<u8>]) -> i32 {
    let (at, room) = (bytes.as_ptr().expose_provenance(), bytes.len());
    js::write_text(token::token(), value, at as i32, room as i32)
}

/// JavaScript writes UTF-8, by an encoder that users can replace.
fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

impl Loans for LentText {
    type Lent<'a> = &'a str;

    #[inline]
    fn lend(&mut self) -> &str {
        &self.0
    }

    #[inline]
    fn poison(&self) {}
}

/// As an imported class by the name of JavaScript's own type.
fn describe() {
    inform(NAMED_EXTERNREF);
    inform(6);
    spell!('s' 't' 'r' 'i' 'n' 'g');
}

impl WasmDescribe for Text {
    fn describe() {
        describe();
    }
}

impl WasmDescribe for MaybeText {
    fn describe() {
        inform(OPTIONAL);
        describe();
    }
}

// Not borrowed: as an error leaves, wasm-bindgen would lose one of its
// 1,024 places for what is.

impl FromWasmAbi for Text {
    type Abi = <JsValue as FromWasmAbi>::Abi;

    #[inline]
    unsafe fn from_abi(js: Self::Abi) -> Self {
        // SAFETY: the caller's promise about `js` is the one asked for here.
        Self(read(&unsafe { JsValue::from_abi(js) }))
    }
}

impl FromWasmAbi for MaybeText {
    type Abi = <Option<JsValue> as FromWasmAbi>::Abi;

    #[inline]
    unsafe fn from_abi(js: Self::Abi) -> Self {
        // SAFETY: as above. What is missing has no value's number.
        let value = unsafe { Option::<JsValue>::from_abi(js) };
        Self(value.map(|value| Text(read(&value))))
    }
}

// Neither outlives the call.
impl UnwindSafe for Text {}
impl UnwindSafe for MaybeText {}
