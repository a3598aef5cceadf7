use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use wasm_bindgen_cli::wasm_bindgen;

use crate::mode::{Flags, Lto, Mode};
use crate::setting::Setting;
use crate::toolchain::Toolchain;
use crate::{setup, step, wasm, workspace};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// A package of this workspace
    #[arg(value_name = "CRATE")]
    package: String,
    #[arg(long)]
    target: Target,
    #[arg(long, default_value = "unwind")]
    mode: Mode,
    #[arg(long, default_value = "off")]
    lto: Lto,
    #[arg(long, default_value = "release")]
    profile: Profile,
    /// Folder for the result, instead of one below target/wasm
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// What wasm-bindgen writes its JavaScript for
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Target {
    Nodejs,
    Web,
    Bundler,
    Module,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Profile {
    Release,
    Dev,
}

/// One package to build for wasm.
pub(crate) struct Package<'a> {
    pub(crate) name: &'a str,
    pub(crate) target: Target,
    pub(crate) flags: Flags,
    pub(crate) profile: Profile,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let flags = Flags {
        mode: args.mode,
        lto: args.lto,
    };
    let (name, target, profile) = (args.package.as_str(), args.target, args.profile);
    if flags.lto == Lto::Fat && profile == Profile::Dev {
        return Err(Setting("--lto fat needs --profile release".to_owned()).into());
    }
    if own_workspace(name).is_none() && !workspace::has_package(name)? {
        return Err(Setting(format!("there is no package `{name}` in this workspace")).into());
    }
    let toolchain = setup::compiler()?;
    let package = Package {
        name,
        target,
        flags,
        profile,
    };
    let out = match &args.out {
        Some(dir) => package.build_into(&toolchain, dir)?,
        None => package.build(&toolchain)?,
    };
    println!("{}", out.display());
    Ok(ExitCode::SUCCESS)
}

/// What tests load side by side. Built alone, each would have its dependencies built again, with other features.
const TOGETHER: [&str; 3] = ["fixture", "plain", "recovering"];

/// Packages of workspaces of their own, which patch one of their dependencies, and where those are.
const APART: [(&str, &str); 3] = [
    (DEPENDENCIES, "tests/dependencies"),
    (WITH_LEPTOS, "tests/frameworks"),
    (WITH_YEW, "tests/frameworks"),
];
pub(crate) const DEPENDENCIES: &str = "dependencies";
pub(crate) const WITH_LEPTOS: &str = "with-leptos";
pub(crate) const WITH_YEW: &str = "with-yew";

fn own_workspace(package: &str) -> Option<&'static str> {
    let found = APART.into_iter().find(|&(name, _)| name == package);
    found.map(|(_, workspace)| workspace)
}

/// What this run has built, which others may be loading.
static BUILT: Mutex<BTreeMap<PathBuf, Arc<Mutex<bool>>>> = Mutex::new(BTreeMap::new());

impl Package<'_> {
    /// Builds into the package's own folder if this run has not yet, and returns that.
    pub(crate) fn build_once(&self, toolchain: &Toolchain) -> Result<PathBuf> {
        let out = self.folder();
        let mut all = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
        let one = Arc::clone(all.entry(out.clone()).or_default());
        drop(all);
        let mut is_built = one.lock().unwrap_or_else(PoisonError::into_inner);
        if !*is_built {
            self.build(toolchain)?;
            *is_built = true;
        }
        Ok(fs::canonicalize(out)?)
    }

    fn folder(&self) -> PathBuf {
        let folder = format!("{}-{}", self.name, self.target.name());
        self.flags.package_dir().join(folder)
    }

    /// Builds into the package's own folder, and returns that.
    pub(crate) fn build(&self, toolchain: &Toolchain) -> Result<PathBuf> {
        let out = self.folder();
        // Files of an earlier build under other names would still be found by imports.
        if out.exists() {
            fs::remove_dir_all(&out)?;
        }
        self.build_into(toolchain, &out)
    }

    pub(crate) fn build_into(&self, toolchain: &Toolchain, out: &Path) -> Result<PathBuf> {
        let mut command = wasm::cargo(toolchain, self.flags, "build")?;
        command.args(["--quiet", "--profile", self.profile.name()]);
        if let Some(workspace) = own_workspace(self.name) {
            let manifest = format!("{workspace}/Cargo.toml");
            command.args(["--manifest-path", &manifest]);
        }
        let packages = self.built_together();
        command.args(packages.iter().flat_map(|name| ["--package", name]));
        let title = format!(
            "build {} ({}, {})",
            packages.join(", "),
            self.flags.name(),
            self.profile.name()
        );
        step::quiet(&title, command)?;

        let module = self.module();
        if !module.exists() {
            bail!(
                "{} gave no wasm module: its crate-type must include `cdylib`",
                self.name
            );
        }
        bind(&module, self.target, self.flags.mode, out)?;
        Ok(fs::canonicalize(out)?)
    }

    fn built_together(&self) -> Vec<&str> {
        if TOGETHER.contains(&self.name) {
            TOGETHER.to_vec()
        } else {
            vec![self.name]
        }
    }

    fn module(&self) -> PathBuf {
        let folder = match self.profile {
            Profile::Release => "release",
            Profile::Dev => "debug",
        };
        let file = format!("{}.wasm", self.name.replace('-', "_"));
        self.flags
            .target_dir()
            .join(wasm::TRIPLE)
            .join(folder)
            .join(file)
    }
}

/// Runs wasm-bindgen on a module.
pub(crate) fn bind(module: &Path, target: Target, mode: Mode, out: &Path) -> Result<()> {
    let mut args = vec![
        "wasm-bindgen".as_ref(),
        "--target".as_ref(),
        target.name().as_ref(),
        "--out-dir".as_ref(),
        out.as_os_str(),
        module.as_os_str(),
    ];
    if mode == Mode::AbortHandler {
        args.push("--force-enable-abort-handler".as_ref());
    }
    wasm_bindgen::run_cli_with_args(args)
        .with_context(|| format!("wasm-bindgen failed on {}", module.display()))
}

impl Target {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Nodejs => "nodejs",
            Self::Web => "web",
            Self::Bundler => "bundler",
            Self::Module => "module",
        }
    }
}

impl Profile {
    fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Dev => "dev",
        }
    }
}
