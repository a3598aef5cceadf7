use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::de::DeserializeOwned;

use crate::mode::{Flags, Mode};
use crate::package::{Package, Profile, Target};
use crate::setting::Setting;
use crate::toolchain::Toolchain;
use crate::{node, npm, step, workspace};

/// What runs the scripts in `tests/bench`.
pub(crate) struct Host {
    path: PathBuf,
    pub(crate) version: String,
}

impl Host {
    pub(crate) fn find(wanted: Option<&Path>, mode: Mode) -> Result<Self> {
        let path = match wanted {
            Some(path) => path.to_owned(),
            None => npm::node(24),
        };
        let version = step::output(Command::new(&path).arg("--version"));
        let version = version.ok_or_else(|| Setting(format!("{} does not run", path.display())))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        if name == "node" && !node::probe(&path).is_some_and(|node| node.supports(mode)) {
            let text = format!(
                "{name} {version} cannot run modules of mode {}",
                mode.name()
            );
            return Err(Setting(text).into());
        }
        Ok(Self {
            version: format!("{name} {version}"),
            path,
        })
    }

    fn options(&self) -> &'static [&'static str] {
        match self.path.file_stem().and_then(OsStr::to_str) {
            Some("deno") => &["run", "--allow-all", "--v8-flags=--expose-gc"],
            _ => &["--expose-gc"],
        }
    }

    /// What a script prints as JSON.
    pub(crate) fn run<T: DeserializeOwned>(
        &self,
        script: &str,
        configure: impl FnOnce(&mut Command),
    ) -> Result<T> {
        let mut command = Command::new(&self.path);
        command
            .current_dir(workspace::root())
            .args(self.options())
            .arg(format!("tests/bench/{script}.mjs"));
        configure(&mut command);
        let output = command.output()?;
        if !output.status.success() {
            eprint!("{}", String::from_utf8_lossy(&output.stderr));
        }
        serde_json::from_slice(&output.stdout).with_context(|| format!("{script}.mjs failed"))
    }
}

/// The packages that are measured, by the names of the variables that the scripts look at.
pub(crate) struct Modules {
    packages: Vec<(String, PathBuf)>,
    aborts: bool,
}

impl Modules {
    pub(crate) fn build(toolchain: &Toolchain, flags: Flags) -> Result<Self> {
        let build = |name: &str| -> Result<_> {
            let package = Package {
                name: &format!("bench-{name}"),
                target: Target::Nodejs,
                flags,
                profile: Profile::Release,
            };
            let variable = format!("BENCH_{}", name.to_uppercase());
            Ok((variable, package.build(toolchain)?))
        };
        let names = ["plain", "export", "recovering"];
        Ok(Self {
            packages: names.into_iter().map(build).collect::<Result<_>>()?,
            aborts: flags.mode.aborts(),
        })
    }

    pub(crate) fn give(&self, command: &mut Command) {
        command.envs(self.packages.iter().map(|(name, folder)| (name, folder)));
        if self.aborts {
            command.env("BENCH_ABORTS", "1");
        }
    }
}
