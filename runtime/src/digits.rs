//! Numbers as text.

/// Writes a number in decimal. To format it would be a kilobyte of code, in every module.
pub(crate) fn push_digits(text: &mut String, number: u32) {
    if number > 9 {
        push_digits(text, number / 10);
    }
    text.extend(char::from_digit(number % 10, 10));
}
