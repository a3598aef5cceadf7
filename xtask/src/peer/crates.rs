use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::translate::translate;
use crate::mode::Flags;
use crate::package::{self, Target};
use crate::toolchain::Toolchain;
use crate::{output, wasm, workspace};

/// Whose attribute the features stand under.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attribute {
    Plain,
    Export,
}

/// What a build has given.
pub(crate) struct Built {
    /// The glue's path, without `.js`.
    pub(crate) glue: PathBuf,
    pub(crate) warnings: BTreeSet<String>,
}

/// Writes both crates, in a workspace of their own with the versions of this one's lock file.
pub(crate) fn write() -> Result<()> {
    for attribute in [Attribute::Plain, Attribute::Export] {
        let runtime = workspace::root().join("runtime");
        write_crate(attribute, &dir().join(attribute.name()), &runtime)?;
    }
    let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"plain\", \"export\"]\n";
    write_if_changed(&dir().join("Cargo.toml"), manifest)?;
    fs::copy(
        workspace::root().join("Cargo.lock"),
        dir().join("Cargo.lock"),
    )?;
    Ok(())
}

/// Writes one of them, with the runtime at that path.
pub(crate) fn write_crate(attribute: Attribute, folder: &Path, runtime: &Path) -> Result<()> {
    fs::create_dir_all(folder.join("src"))?;
    write_if_changed(&folder.join("Cargo.toml"), &attribute.manifest(runtime))?;
    for file in fs::read_dir(workspace::root().join("tests/drop-in/src"))? {
        let file = file?;
        let source = fs::read_to_string(file.path())?;
        let text = match attribute {
            Attribute::Plain => source,
            Attribute::Export => translate(&source),
        };
        write_if_changed(&folder.join("src").join(file.file_name()), &text)?;
    }
    Ok(())
}

pub(crate) fn build(attribute: Attribute, toolchain: &Toolchain, flags: Flags) -> Result<Built> {
    let name = attribute.name();
    output::line(&format!("  build tests/drop-in, {name}"));
    let mut command = wasm::cargo(toolchain, flags, "build")?;
    command
        .current_dir(dir())
        .args(["--package", &format!("peer-{name}")])
        .args(["--quiet", "--message-format", "json"])
        .stderr(Stdio::inherit());
    let built = command.output().context("could not start cargo")?;
    let messages = String::from_utf8(built.stdout)?;
    let messages: Vec<_> = messages.lines().filter_map(message).collect();
    if !built.status.success() {
        for message in &messages {
            output::write(&message.rendered);
        }
        bail!("tests/drop-in does not compile, {name}");
    }
    let file = format!("peer_{name}");
    let module = flags.target_dir().join(wasm::TRIPLE).join("debug");
    let out = dir().join("pkg").join(flags.name()).join(name);
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    package::bind(
        &module.join(format!("{file}.wasm")),
        Target::Nodejs,
        flags.mode,
        &out,
    )?;
    let warnings = messages.into_iter().map(|message| message.message);
    Ok(Built {
        glue: out.join(file),
        warnings: warnings.collect(),
    })
}

fn dir() -> PathBuf {
    workspace::root().join("target/peer")
}

/// Cargo would build again what is newer, though it is the same.
fn write_if_changed(file: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(file).is_ok_and(|found| found == text) {
        return Ok(());
    }
    Ok(fs::write(file, text)?)
}

#[derive(Deserialize)]
struct Line {
    reason: String,
    manifest_path: Option<PathBuf>,
    message: Option<Message>,
}

#[derive(Deserialize)]
struct Message {
    message: String,
    rendered: String,
}

/// What the compiler says of the crate itself.
fn message(line: &str) -> Option<Message> {
    let line: Line = serde_json::from_str(line).ok()?;
    let is_own = line.manifest_path?.starts_with(dir());
    line.message
        .filter(|message| is_own && line.reason == "compiler-message" && !is_sum(&message.message))
}

/// `4 warnings emitted`
fn is_sum(message: &str) -> bool {
    message.ends_with("emitted")
}

impl Attribute {
    fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Export => "export",
        }
    }

    fn manifest(self, runtime: &Path) -> String {
        let runtime = match self {
            Self::Plain => String::new(),
            Self::Export => format!("unwind-export = {{ path = \"{}\" }}\n", runtime.display()),
        };
        format!(
            "[package]\nname = \"peer-{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [lib]\ncrate-type = [\"cdylib\"]\n\n[dependencies]\njs-sys = \"0.3\"\n\
             wasm-bindgen = \"0.2\"\nwasm-bindgen-futures = \"0.4\"\n{runtime}",
            self.name()
        )
    }
}
