//! The host's half of the runner: what `tests/fuzz/run.mjs` does in JavaScript.

use std::fmt::Write as _;

use super::program::Program;
use super::signature::{self, Export, Parameter, Pass};

/// A function `run()` for the module of a program, which gives its outcomes as JSON.
pub(crate) fn text(program: &Program) -> String {
    let exports = signature::exports(&program.file);
    let mut text = String::from("pub fn run() -> Vec<String> {\n    vec![\n");
    for call in &program.calls {
        let found = exports
            .iter()
            .position(|export| export.path() == call.export);
        if let Some(index) = found {
            let _ = writeln!(
                text,
                "        call{index}(&{:?}, {}),",
                call.numbers, call.fuse
            );
        }
    }
    text += "    ]\n}\n";
    text += "pub fn logged() -> usize { LOG.with_borrow(Vec::len) }\n";
    let classes = signature::classes(&program.file);
    for (class, has_digest) in &classes {
        text += &shows(class, *has_digest);
    }
    for (index, export) in exports.iter().enumerate() {
        text += &caller(index, export, &classes);
    }
    text
}

fn shows(class: &str, has_digest: bool) -> String {
    let digest = digest("self", has_digest);
    format!(
        "impl super::Show for {class} {{ fn show(self) -> Result<String, String> \
         {{ let text = format!(\"{class}{{}}\", {digest}); super::freeing(|| drop(self)); Ok(text) }} }}\n"
    )
}

fn digest(object: &str, has_digest: bool) -> String {
    if has_digest {
        format!("super::shown({object}.digest())")
    } else {
        "\"\"".to_owned()
    }
}

/// Makes the arguments, calls, and frees the objects that were lent.
fn caller(index: usize, export: &Export, classes: &[(String, bool)]) -> String {
    let mut text = format!(
        "fn call{index}(n: &[u32], fuse: u32) -> String {{\n    begin(0);\n    let before = live();\n"
    );
    let mut arguments = Vec::new();
    let mut after = String::new();
    for (position, parameter) in export.parameters.iter().enumerate() {
        let name = format!("a{position}");
        let _ = writeln!(text, "    let mut {name} = {};", made(parameter, position));
        arguments.push(match parameter.pass {
            Pass::Shared => format!("&{name}"),
            Pass::Exclusive => format!("&mut {name}"),
            Pass::Owned => name.clone(),
        });
        if parameter.pass == Pass::Owned {
            continue;
        }
        if let Some((_, has_digest)) = classes.iter().find(|(class, _)| *class == parameter.ty) {
            let digest = digest(&name, *has_digest);
            let _ = writeln!(
                after,
                "    after.push({digest}.to_string());\n    \
                 after.push(super::settled(catch_unwind(AssertUnwindSafe(move || {{ super::freeing(|| drop({name})); Ok(String::new()) }}))));"
            );
        }
    }
    let mut call = format!("{}({})", export.path(), arguments.join(", "));
    if export.is_async {
        call = format!("super::block_on({call})");
    }
    let _ = write!(
        text,
        "    begin(fuse);\n    \
         let result = super::settled(catch_unwind(AssertUnwindSafe(|| super::Show::show({call}))));\n    \
         let mut after: Vec<String> = Vec::new();\n{after}    \
         super::outcome(result, after, take_log(), live() - before)\n}}\n"
    );
    text
}

fn made(parameter: &Parameter, position: usize) -> String {
    let number = format!("n[{position}]");
    let ty = parameter.ty.as_str();
    match ty {
        "u32" => number,
        "u64" => format!("u64::from({number})"),
        "str" | "String" => format!("super::text({number})"),
        "[u8]" | "Vec<u8>" => format!("super::bytes({number})"),
        "Vec<String>" => format!("super::words({number})"),
        "Function" => format!("function({number})"),
        "Option<u32>" => format!("({number} % 3 != 0).then_some({number})"),
        _ => {
            if let Some(class) = inner(ty, "Option") {
                format!("({number} % 3 != 0).then(|| {class}::new({number}))")
            } else if let Some(class) = inner(ty, "Vec") {
                format!("(0..{number} % 4).map({class}::new).collect::<Vec<_>>()")
            } else {
                format!("{ty}::new({number})")
            }
        }
    }
}

fn inner<'a>(ty: &'a str, outer: &str) -> Option<&'a str> {
    ty.strip_prefix(outer)?.strip_prefix('<')?.strip_suffix('>')
}
