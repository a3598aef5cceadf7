use std::str::Chars;

pub(crate) fn depth(text: &mut Chars) -> u32 {
    let mut deepest = 0;
    while let Some(letter) = text.next() {
        match letter {
            '(' => deepest = deepest.max(1 + depth(text)),
            ')' => break,
            _ => {}
        }
    }
    deepest
}
