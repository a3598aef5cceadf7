use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::feature::Feature;
use crate::mode::Flags;
use crate::package::{self, Target};
use crate::toolchain::Toolchain;
use crate::{step, wasm, workspace};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attribute {
    Plain,
    Export,
}

/// A crate with so many exports, or with one and a feature.
#[derive(Clone, Copy)]
pub(crate) struct Generated {
    pub(crate) attribute: Attribute,
    pub(crate) exports: u32,
    pub(crate) feature: Option<&'static Feature>,
}

/// Writes the crates, in a workspace of their own with the versions of this one's lock file.
pub(crate) fn write(crates: &[Generated]) -> Result<()> {
    for generated in crates {
        generated.write()?;
    }
    let members: Vec<_> = crates.iter().map(|generated| generated.name()).collect();
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    write_if_changed(&dir().join("Cargo.toml"), &manifest)?;
    let lock = workspace::root().join("Cargo.lock");
    fs::copy(lock, dir().join("Cargo.lock"))?;
    Ok(())
}

fn dir() -> PathBuf {
    workspace::root().join("target/bench")
}

/// Cargo would build again what is newer, though it is the same.
fn write_if_changed(file: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(file).is_ok_and(|found| found == text) {
        return Ok(());
    }
    Ok(fs::write(file, text)?)
}

impl Generated {
    fn name(self) -> String {
        let attribute = match self.attribute {
            Attribute::Plain => "plain",
            Attribute::Export => "export",
        };
        match self.feature {
            Some(feature) => format!("{attribute}-{}", feature.name),
            None => format!("{attribute}-{}", self.exports),
        }
    }

    pub(crate) fn source(self) -> PathBuf {
        dir().join(self.name()).join("src/lib.rs")
    }

    fn write(self) -> Result<()> {
        let root = workspace::root().display();
        let flags = self.feature.map_or("", |feature| feature.flags);
        let runtime = match (self.attribute, self.feature) {
            (Attribute::Export, _) => {
                format!("unwind-export = {{ path = \"{root}/runtime\"{flags} }}\n")
            }
            (Attribute::Plain, Some(_)) => "wasm-bindgen-futures = \"0.4\"\n".to_owned(),
            (Attribute::Plain, None) => String::new(),
        };
        let manifest = format!(
            "[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[lib]\n\
             crate-type = [\"cdylib\"]\n\n[dependencies]\nwasm-bindgen = \"0.2\"\n{runtime}",
            self.name()
        );
        let source = self.source();
        let folder = dir().join(self.name());
        fs::create_dir_all(folder.join("src"))?;
        write_if_changed(&folder.join("Cargo.toml"), &manifest)?;
        write_if_changed(&source, &self.text()?)
    }

    /// The first is trivial. The others take and give numbers, text and values by turns, and no two are the same.
    fn text(self) -> Result<String> {
        let mut text = String::from(match self.attribute {
            Attribute::Plain => "use wasm_bindgen::prelude::wasm_bindgen as export;\n",
            Attribute::Export => "use unwind_export::export;\n",
        });
        text += "use wasm_bindgen::JsValue;\n\n";
        text += "#[export]\npub fn value(value: &JsValue) -> JsValue {\n    value.clone()\n}\n";
        if let Some(feature) = self.feature {
            // On what is in an `impl` block, the attribute goes by its own name.
            text += &match self.attribute {
                Attribute::Plain => feature.plain.replace("#[export(", "#[wasm_bindgen("),
                Attribute::Export => feature.export.to_owned(),
            };
        }
        for n in 1..self.exports {
            let (signature, body) = match n % 4 {
                0 => ("(number: u32) -> u32", format!("number / {n}")),
                1 => ("(text: &str) -> usize", format!("text.len() + {n}")),
                2 => (
                    "(number: u32) -> String",
                    format!("(number * {n}).to_string()"),
                ),
                _ => ("(a: f64, b: f64) -> f64", format!("a * {n}.0 + b")),
            };
            write!(
                text,
                "\n#[export]\npub fn f{n}{signature} {{\n    {body}\n}}\n"
            )?;
        }
        Ok(text)
    }

    pub(crate) fn cargo(self, toolchain: &Toolchain, flags: Flags) -> Result<Command> {
        let mut command = wasm::cargo(toolchain, flags, "build")?;
        self.select(&mut command);
        Ok(command)
    }

    pub(crate) fn select(self, command: &mut Command) -> &mut Command {
        command
            .current_dir(dir())
            .args(["--quiet", "--package", &self.name()])
    }

    /// Builds for the web, and gives the path of the glue without `.js`.
    pub(crate) fn build(self, toolchain: &Toolchain, flags: Flags) -> Result<PathBuf> {
        let mut command = self.cargo(toolchain, flags)?;
        command.arg("--release");
        step::quiet(
            &format!("build {} ({})", self.name(), flags.name()),
            command,
        )?;
        let file = self.name().replace('-', "_");
        let release = flags.target_dir().join(wasm::TRIPLE).join("release");
        let out = dir().join("pkg").join(flags.name()).join(self.name());
        let module = release.join(format!("{file}.wasm"));
        package::bind(&module, Target::Web, flags.mode, &out)?;
        Ok(out.join(file))
    }
}
