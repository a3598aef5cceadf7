use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use anyhow::Result;
use clap::ValueEnum;

use crate::mode::{self, Flags, Mode};
use crate::toolchain::Toolchain;
use crate::{wasm, workspace};

/// Link-time optimisation of the programs
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lto {
    Off,
    Thin,
    Fat,
}

/// How the programs are compiled.
pub(crate) struct Build<'a> {
    pub(crate) toolchain: &'a Toolchain,
    pub(crate) mode: Mode,
    pub(crate) lto: Lto,
    pub(crate) opt: Option<String>,
    pub(crate) codegen_units: Option<u32>,
}

const HOST_MANIFEST: &str = "
[profile.dev]
debug = false
debug-assertions = false
overflow-checks = false
";

impl Build<'_> {
    /// Builds programs for the host. None for those that do not compile.
    pub(crate) fn for_host(&self, texts: &[String]) -> Result<Built> {
        let dir = self.dir().join("host");
        write(&dir, "fuzz-host", HOST_MANIFEST, "bin", texts)?;
        let mut command = Command::new(self.toolchain.tool("cargo"));
        command
            .arg("build")
            .env("RUSTC", self.toolchain.tool("rustc"))
            .env_remove("RUSTFLAGS")
            .env("CARGO_TARGET_DIR", dir.join("target"));
        let out = dir.join("target/debug/examples");
        run(command, &dir, &out, "", texts.len())
    }

    /// Builds programs for wasm, without wasm-bindgen's tool.
    pub(crate) fn for_wasm(&self, texts: &[String]) -> Result<Built> {
        let dir = self.dir().join("wasm");
        let root = workspace::root().display();
        let dependencies = format!(
            "\n[dependencies]\nunwind-export = {{ path = \"{root}/runtime\" }}\nwasm-bindgen = \"0.2\"\n\
             wasm-bindgen-futures = \"0.4\"\njs-sys = \"0.3\"\n"
        );
        write(&dir, "fuzz-wasm", &dependencies, "cdylib", texts)?;
        fs::copy(workspace::root().join("Cargo.lock"), dir.join("Cargo.lock"))?;
        let flags = self.flags();
        let mut command = wasm::cargo(self.toolchain, flags, "build")?;
        command.arg("--release");
        if self.lto == Lto::Thin {
            command.env("CARGO_PROFILE_RELEASE_LTO", "thin");
        }
        if let Some(opt) = &self.opt {
            command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", opt);
        }
        if let Some(units) = self.codegen_units {
            command.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", units.to_string());
        }
        let release = flags.target_dir().join(wasm::TRIPLE).join("release");
        run(
            command,
            &dir,
            &release.join("examples"),
            ".wasm",
            texts.len(),
        )
    }

    /// Where all that is generated goes.
    pub(crate) fn dir(&self) -> PathBuf {
        workspace::root()
            .join("target/fuzz")
            .join(self.flags().name())
    }

    fn flags(&self) -> Flags {
        Flags {
            mode: self.mode,
            lto: match self.lto {
                Lto::Fat => mode::Lto::Fat,
                Lto::Off | Lto::Thin => mode::Lto::Off,
            },
        }
    }

    pub(crate) fn name(&self) -> String {
        let mut parts = vec![self.mode.name().to_owned()];
        parts.extend(match self.lto {
            Lto::Off => None,
            Lto::Thin => Some("thin LTO".to_owned()),
            Lto::Fat => Some("fat LTO".to_owned()),
        });
        let opt = self.opt.as_ref();
        parts.extend(opt.map(|opt| format!("opt-level {opt}")));
        let units = self.codegen_units;
        parts.extend(units.map(|units| format!("codegen-units {units}")));
        parts.join(", ")
    }
}

/// What a build gave: one path for each program that compiles, and what the compiler said.
pub(crate) struct Built {
    pub(crate) files: Vec<Option<PathBuf>>,
    pub(crate) messages: String,
}

fn name(index: usize) -> String {
    format!("program{index}")
}

/// A package with an example for each program: one run of cargo builds all.
fn write(
    dir: &Path,
    package: &str,
    manifest: &str,
    crate_type: &str,
    texts: &[String],
) -> Result<()> {
    fs::create_dir_all(dir.join("src"))?;
    let mut all = format!(
        "[workspace]\n\n[package]\nname = \"{package}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         autoexamples = false\n{manifest}"
    );
    for (index, text) in texts.iter().enumerate() {
        let name = name(index);
        fs::write(dir.join("src").join(format!("{name}.rs")), text)?;
        write!(
            all,
            "\n[[example]]\nname = \"{name}\"\npath = \"src/{name}.rs\"\ncrate-type = [\"{crate_type}\"]\n"
        )?;
    }
    fs::write(dir.join("src/lib.rs"), "")?;
    fs::write(dir.join("Cargo.toml"), all)?;
    Ok(())
}

fn run(mut command: Command, dir: &Path, out: &Path, suffix: &str, count: usize) -> Result<Built> {
    let files: Vec<_> = (0..count)
        .map(|index| out.join(name(index) + suffix))
        .collect();
    for file in &files {
        match fs::remove_file(file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    command
        .args(["--quiet", "--examples", "--keep-going"])
        .current_dir(dir);
    let output = command.output()?;
    let built = files.into_iter().map(|file| file.exists().then_some(file));
    Ok(Built {
        files: built.collect(),
        messages: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}
