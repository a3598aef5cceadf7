//! Source text with this project's attributes in place of wasm-bindgen's.

use std::ops::Range;

/// What a brace belongs to, as far as the attributes in it are concerned.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// `extern "C" { … }`
    Imports,
    /// What one attribute is about: an `impl` block, a struct, parameters.
    Item,
    Items,
}

/// `#[wasm_bindgen(…)]` as `#[unwind_export::export(…)]` on an item and `#[export(…)]` in it, or the
/// same with `import`.
pub(crate) fn translate(source: &str) -> String {
    let code = without_text(source);
    let mut inside = vec![Inside::Items];
    let mut translated = String::new();
    let (mut copied, mut head, mut at) = (0, 0, 0);
    while let Some(found) = code[at..].find(['{', '}', '(', ')', ';', '#']) {
        at += found;
        match code.as_bytes()[at] {
            b'{' => inside.push(of_brace(&code[head..at])),
            // What a macro repeats.
            b'(' if code[..at].ends_with('$') => inside.push(here(&inside)),
            b'(' => inside.push(Inside::Item),
            b'}' | b')' if inside.len() > 1 => drop(inside.pop()),
            // `r#type`
            b'#' if code[..at].ends_with(is_of_name) => {
                at += 1;
                continue;
            }
            b'#' => {
                let attribute = attribute(&code, at);
                let here = here(&inside);
                if let (Some(word), Some(name)) = (
                    word(&code, &attribute),
                    name(source, &code, &attribute, here),
                ) {
                    translated += &source[copied..word.start];
                    translated += name;
                    copied = word.end;
                }
                at = attribute.end;
                head = at;
                continue;
            }
            _ => {}
        }
        if !matches!(code.as_bytes()[at], b'(' | b')') {
            head = at + 1;
        }
        at += 1;
    }
    translated + &source[copied..]
}

fn here(inside: &[Inside]) -> Inside {
    inside.last().copied().unwrap_or(Inside::Items)
}

/// What takes the place of `wasm_bindgen`, if anything does.
fn name(source: &str, code: &str, attribute: &Range<usize>, here: Inside) -> Option<&'static str> {
    if source[attribute.clone()].contains("typescript_custom_section") {
        return None;
    }
    Some(match here {
        Inside::Imports => "import",
        Inside::Item => "export",
        Inside::Items if is_extern_block(&code[attribute.end..]) => "unwind_export::import",
        Inside::Items => "unwind_export::export",
    })
}

/// By what the attribute goes.
const PATHS: [&str; 3] = [
    "wasm_bindgen",
    "wasm_bindgen::prelude::wasm_bindgen",
    "::wasm_bindgen::prelude::wasm_bindgen",
];

/// Where `wasm_bindgen` stands in `#[wasm_bindgen…]` or `#[cfg_attr(…, wasm_bindgen…)]`, with its path.
fn word(code: &str, attribute: &Range<usize>) -> Option<Range<usize>> {
    let text = &code[attribute.clone()];
    let first = text.trim_start_matches(['#', '!', '[', ' ', '\n']);
    let is_conditional = first.starts_with("cfg_attr");
    let commas = text.match_indices(',').filter(|_| is_conditional);
    let places = commas.map(|(comma, _)| text[comma + 1..].trim_start());
    std::iter::once(first).chain(places).find_map(|place| {
        let start = attribute.end - place.len();
        let path = PATHS.iter().find(|path| is_path(place, path))?;
        Some(start..start + path.len())
    })
}

/// Neither `wasm_bindgen_test` nor another item of `wasm_bindgen::prelude` is meant by `wasm_bindgen`.
fn is_path(text: &str, path: &str) -> bool {
    text.strip_prefix(path)
        .is_some_and(|rest| !rest.starts_with(is_of_name) && !rest.starts_with("::"))
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// From its `#` to behind its `]`.
fn attribute(code: &str, start: usize) -> Range<usize> {
    let mut depth = 0;
    for (offset, letter) in code[start..].char_indices() {
        match letter {
            '[' | '(' => depth += 1,
            ']' | ')' => depth -= 1,
            _ if depth > 0 || matches!(letter, '#' | '!' | ' ' | '\n') => continue,
            // A `#` of something else.
            _ => return start..start + 1,
        }
        if depth == 0 {
            return start..start + offset + 1;
        }
    }
    start..code.len()
}

/// Whether an `extern` block follows, behind other attributes.
fn is_extern_block(mut code: &str) -> bool {
    loop {
        code = code.trim_start();
        if !code.starts_with('#') {
            break;
        }
        code = &code[attribute(code, 0).end..];
    }
    code.trim_start_matches("unsafe")
        .trim_start()
        .starts_with("extern")
}

fn of_brace(head: &str) -> Inside {
    let mut words = head.split_whitespace();
    let is_item = |word: &str| {
        word == "impl" || word.starts_with("impl<") || matches!(word, "struct" | "enum")
    };
    match words.find(|word| *word == "extern" || *word == "fn" || is_item(word)) {
        Some("extern") if !head.contains("fn ") => Inside::Imports,
        Some(word) if is_item(word) => Inside::Item,
        _ => Inside::Items,
    }
}

/// The same with spaces in place of all that is in comments and literals, so that what is left is code.
fn without_text(source: &str) -> String {
    let mut code = source.as_bytes().to_vec();
    let mut at = 0;
    while at < source.len() {
        let rest = &source[at..];
        let length = match text_at(rest, source[..at].chars().next_back()) {
            Some(length) => {
                code[at..at + length].fill(b' ');
                length
            }
            None => rest.chars().next().map_or(1, char::len_utf8),
        };
        at += length;
    }
    // Letters outside of ASCII are whole still, or spaces.
    String::from_utf8(code).unwrap_or_else(|_| source.to_owned())
}

/// How long the comment or literal is that begins here.
fn text_at(rest: &str, before: Option<char>) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(rest.find("*/").map_or(rest.len(), |end| end + 2));
    }
    if rest.starts_with('"') {
        return Some(literal(rest, '"'));
    }
    if rest.starts_with('r') && !before.is_some_and(is_of_name) {
        let hashes = rest[1..].bytes().take_while(|byte| *byte == b'#').count();
        if rest[1 + hashes..].starts_with('"') {
            let end = format!("\"{}", "#".repeat(hashes));
            let body = 2 + hashes;
            return Some(
                rest[body..]
                    .find(&end)
                    .map_or(rest.len(), |found| body + found + end.len()),
            );
        }
    }
    // A lifetime has no end.
    let mut letters = rest.strip_prefix('\'')?.chars();
    let first = letters.next()?;
    (first == '\\' || letters.next() == Some('\'')).then(|| literal(rest, '\''))
}

fn literal(rest: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (offset, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            letter if letter == quote => return offset + 1,
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::translate;

    #[test]
    fn attributes_on_items_and_in_them() {
        let source = r#"
            #[wasm_bindgen(js_name = "a{")]
            pub struct A { #[wasm_bindgen(skip)] pub a: u32 }
            #[wasm_bindgen]
            impl A { #[wasm_bindgen(getter)] pub fn f(&self, #[wasm_bindgen(js_name = b)] a: u32) -> char { '{' } }
            #[derive(Debug)]
            #[wasm_bindgen(js_class = "B")]
            #[allow(unused)]
            extern "C" { #[wasm_bindgen(method)] fn f(this: &B); }
            #[wasm_bindgen(typescript_custom_section)]
            const A: &str = "";
            mod inner { #[cfg_attr(feature = "f", wasm_bindgen(js_name = wasm_bindgen))] pub fn f<'a>() {} }
            #[wasm_bindgen::prelude::wasm_bindgen(start)] fn start() {}
            #[cfg_attr(not(test), allow(unused), ::wasm_bindgen::prelude::wasm_bindgen)] fn by_its_path() {}
            // #[wasm_bindgen]
            use wasm_bindgen::prelude::wasm_bindgen;
            #[cfg_attr(test, wasm_bindgen_test)] #[wasm_bindgen_test] fn test() {}
            #[wasm_bindgen]
            impl r#Raw { #[wasm_bindgen(getter)] pub fn r#type(&self, r#in: u32) {} }
        "#;
        let translated = r#"
            #[unwind_export::export(js_name = "a{")]
            pub struct A { #[export(skip)] pub a: u32 }
            #[unwind_export::export]
            impl A { #[export(getter)] pub fn f(&self, #[export(js_name = b)] a: u32) -> char { '{' } }
            #[derive(Debug)]
            #[unwind_export::import(js_class = "B")]
            #[allow(unused)]
            extern "C" { #[import(method)] fn f(this: &B); }
            #[wasm_bindgen(typescript_custom_section)]
            const A: &str = "";
            mod inner { #[cfg_attr(feature = "f", unwind_export::export(js_name = wasm_bindgen))] pub fn f<'a>() {} }
            #[unwind_export::export(start)] fn start() {}
            #[cfg_attr(not(test), allow(unused), unwind_export::export)] fn by_its_path() {}
            // #[wasm_bindgen]
            use wasm_bindgen::prelude::wasm_bindgen;
            #[cfg_attr(test, wasm_bindgen_test)] #[wasm_bindgen_test] fn test() {}
            #[unwind_export::export]
            impl r#Raw { #[export(getter)] pub fn r#type(&self, r#in: u32) {} }
        "#;
        assert_eq!(translate(source), translated);
    }
}
