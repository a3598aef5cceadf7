//! Arrays of numbers that exports are given.

use core::cell::Cell;
use core::panic::UnwindSafe;
use core::slice;

use wasm_bindgen::JsValue;
use wasm_bindgen::convert::FromWasmAbi;

use crate::abi::{OPTIONAL, WasmDescribe, inform};
use crate::boundary::loan::Loans;
use crate::boundary::refusal::{Reason, Refusal};
use crate::object::poisoning::{Look, Poisons};
use crate::value::number::Number;
use crate::{instance, js, token};

/// A parameter that is a `&[T]`, a `Vec<T>` or a `Box<[T]>`.
///
/// It comes as any value. wasm-bindgen's own conversion takes room for what `length` says, and then copies whatever
/// there is: what has none is an empty array, and what says another number each time is written past its room.
pub struct Numbers<T>(Result<Vec<T>, Reason>);

/// A parameter that is an `Option` of one.
pub struct MaybeNumbers<T>(Option<Numbers<T>>);

/// A parameter that is a `&mut [T]`.
pub struct NumbersMut<T: Number>(Result<LentNumbersMut<T>, Reason>);

/// Numbers that last as long as the call.
pub struct LentNumbers<T>(Vec<T>);

/// Those that JavaScript gets back.
pub struct LentNumbersMut<T: Number> {
    numbers: Vec<T>,
    array: JsValue,
}

impl<T: Number> Numbers<T> {
    /// The numbers.
    ///
    /// # Errors
    ///
    /// If it is another value, or one of its items is no such number.
    #[inline]
    pub fn get<C: From<Vec<T>>>(self, name: &'static str, _: Look<C>) -> Result<C, Refusal> {
        let numbers = self.0.map_err(|reason| Refusal::new(name, reason))?;
        Ok(numbers.into())
    }

    /// The numbers, to be lent.
    ///
    /// # Errors
    ///
    /// As `get`.
    #[inline]
    pub fn borrow(self, name: &'static str, _: Poisons<[T]>) -> Result<LentNumbers<T>, Refusal> {
        self.get(name, None).map(LentNumbers)
    }
}

impl<T: Number> MaybeNumbers<T> {
    /// The numbers, if there are any.
    ///
    /// # Errors
    ///
    /// If it is another value than such an array, `null` or `undefined`.
    #[inline]
    pub fn get<C: From<Vec<T>>>(
        self,
        name: &'static str,
        _: Look<Option<C>>,
    ) -> Result<Option<C>, Refusal> {
        self.0.map(|numbers| numbers.get(name, None)).transpose()
    }
}

impl<T: Number> NumbersMut<T> {
    /// The numbers, to be lent, and written back when the call has ended.
    ///
    /// # Errors
    ///
    /// If it is another value than a typed array of that type.
    #[inline]
    pub fn borrow(self, name: &'static str, _: Poisons<[T]>) -> Result<LentNumbersMut<T>, Refusal> {
        self.0.map_err(|reason| Refusal::new(name, reason))
    }
}

/// Arrays of so many bytes are read by one call.
const SHORT: usize = 256;

thread_local! {
    /// Where JavaScript writes them, aligned for every kind.
    static PLACE: [Cell<u64>; SHORT / 8] = const { [const { Cell::new(0) }; SHORT / 8] };
}

fn read<T: Number>(value: &JsValue, is_lent: bool) -> Result<Vec<T>, Reason> {
    if !token::is_known() {
        // JavaScript has to know whose memory it is.
        instance::set_up();
    }
    PLACE.with(|place| {
        let place: *const T = place.as_ptr().cast();
        let room = SHORT / size_of::<T>();
        let written = write(value, place, room, is_lent);
        match usize::try_from(written) {
            // SAFETY: the numbers were written there, and nobody has the place while they are copied.
            Ok(length) => Ok(unsafe { slice::from_raw_parts(place, length.min(room)) }.to_vec()),
            Err(_) => read_long(value, written, is_lent),
        }
    })
}

/// As many as `written` says, if there are any.
#[cold]
fn read_long<T: Number>(value: &JsValue, written: i32, is_lent: bool) -> Result<Vec<T>, Reason> {
    let expected = T::ARRAY;
    let mut numbers = Vec::new();
    let written = match written {
        js::NOT_NUMBERS | js::FAILED => written,
        _ => {
            let length = written.unsigned_abs() as usize;
            numbers
                .try_reserve_exact(length)
                .map_err(|_| Reason::TooLong { expected })?;
            numbers.resize(length, T::default());
            write(value, numbers.as_ptr(), length, is_lent)
        }
    };
    match usize::try_from(written) {
        Ok(length) => {
            numbers.truncate(length);
            Ok(numbers)
        }
        Err(_) if written == js::FAILED => Err(Reason::Threw(js::take_failure(token::converted()))),
        // It is none, or says another length each time.
        Err(_) => Err(Reason::OfAnotherType {
            expected,
            value: value.clone(),
        }),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "as wasm has them"
)]
fn write<T: Number>(value: &JsValue, place: *const T, room: usize, is_lent: bool) -> i32 {
    let at = place.expose_provenance() as i32;
    js::write_numbers(token::token(), value, T::KIND, at, room as i32, is_lent)
}

impl<T: Number> Drop for LentNumbersMut<T> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_possible_wrap,
        reason = "as wasm has them"
    )]
    fn drop(&mut self) {
        let (at, length) = (
            self.numbers.as_ptr().expose_provenance(),
            self.numbers.len(),
        );
        js::give_back_numbers(
            token::converted(),
            &self.array,
            T::KIND,
            at as i32,
            length as i32,
        );
    }
}

impl<T: Number> Loans for LentNumbers<T> {
    type Lent<'a>
        = &'a [T]
    where
        T: 'a;

    #[inline]
    fn lend(&mut self) -> &[T] {
        &self.0
    }

    #[inline]
    fn poison(&self) {}
}

impl<T: Number> Loans for LentNumbersMut<T> {
    type Lent<'a>
        = &'a mut [T]
    where
        T: 'a;

    #[inline]
    fn lend(&mut self) -> &mut [T] {
        &mut self.numbers
    }

    #[inline]
    fn poison(&self) {}
}

impl<T: Number> WasmDescribe for Numbers<T> {
    fn describe() {
        T::describe_given();
    }
}

impl<T: Number> WasmDescribe for MaybeNumbers<T> {
    fn describe() {
        inform(OPTIONAL);
        T::describe_given();
    }
}

impl<T: Number> WasmDescribe for NumbersMut<T> {
    fn describe() {
        T::describe_lent();
    }
}

// By value, for the reason that `Text` has.

impl<T: Number> FromWasmAbi for Numbers<T> {
    type Abi = <JsValue as FromWasmAbi>::Abi;

    #[inline]
    unsafe fn from_abi(js: Self::Abi) -> Self {
        // SAFETY: the caller's promise about `js` is the one asked for here.
        Self(read(&unsafe { JsValue::from_abi(js) }, false))
    }
}

impl<T: Number> FromWasmAbi for MaybeNumbers<T> {
    type Abi = <Option<JsValue> as FromWasmAbi>::Abi;

    #[inline]
    unsafe fn from_abi(js: Self::Abi) -> Self {
        // SAFETY: as above. What is missing has no value's number.
        let value = unsafe { Option::<JsValue>::from_abi(js) };
        Self(value.map(|value| Numbers(read(&value, false))))
    }
}

impl<T: Number> FromWasmAbi for NumbersMut<T> {
    type Abi = <JsValue as FromWasmAbi>::Abi;

    #[inline]
    unsafe fn from_abi(js: Self::Abi) -> Self {
        // SAFETY: as above.
        let array = unsafe { JsValue::from_abi(js) };
        let numbers = read(&array, true);
        Self(numbers.map(|numbers| LentNumbersMut { numbers, array }))
    }
}

// None outlives the call.
impl<T> UnwindSafe for Numbers<T> {}
impl<T> UnwindSafe for MaybeNumbers<T> {}
impl<T: Number> UnwindSafe for NumbersMut<T> {}
