use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::{fs, io};

use anyhow::{Result, bail};

use crate::matrix::{Job, Suite};
use crate::mode::Flags;
use crate::node::Node;
use crate::package::{DEPENDENCIES, Package, Profile, Target};
use crate::toolchain::Toolchain;
use crate::{
    browser, bundlers, circles, cloudflare, demo, fuzz, hosts, lint, npm, peer, publish, step,
    wasm, worker, workspace,
};

/// Node's test runner. What hangs ends after half an hour, in milliseconds, which nothing takes on a busy machine.
pub(crate) const NODE_TEST: [&str; 3] =
    ["--test", "--test-reporter=spec", "--test-timeout=1800000"];

/// Runs one suite. The wasm compiler is there for every job that needs it.
pub(crate) fn run(job: &Job, toolchain: Option<&Toolchain>) -> Result<()> {
    match (job, toolchain) {
        (Job::Host(Suite::Fmt), _) => lint::fmt(),
        (Job::Host(Suite::Docs), _) => lint::docs(),
        (Job::Host(Suite::Circles), _) => circles::run(),
        (Job::Host(Suite::Clippy), _) => lint::clippy(),
        (Job::Host(Suite::Host), _) => host(),
        (Job::Host(Suite::Publish), _) => publish::dry_run(),
        (Job::Clippy(mode), Some(toolchain)) => lint::clippy_in(*mode, toolchain),
        (Job::Host(Suite::Hosts), Some(toolchain)) => hosts::subset(toolchain),
        (Job::Host(Suite::Refused), Some(toolchain)) => lint::refused(toolchain),
        (Job::Wasm(suite, flags, profile, node), Some(toolchain)) => {
            let run = OnWasm {
                toolchain,
                node,
                flags: *flags,
            };
            match suite {
                Suite::Types => run.types(),
                Suite::Wasm => run.wasm(*profile),
                Suite::Node => run.node("tests/node"),
                Suite::Growth => run.node("tests/growth"),
                Suite::Hostile => run.node("tests/hostile"),
                Suite::Dependencies => run.dependencies(),
                Suite::Page => run.page(),
                Suite::Fuzz => fuzz::sample(toolchain, node, flags.mode),
                Suite::Peer => peer::same(toolchain, node, *flags),
                Suite::Worker => run.worker(),
                Suite::Cloudflare => cloudflare::build_and_test(toolchain, node, *flags),
                Suite::Bundlers => bundlers::subset(toolchain),
                _ => run.demo(),
            }
        }
        _ => bail!("no wasm compiler"),
    }
}

fn host() -> Result<()> {
    let mut command = workspace::host_cargo("test");
    command.args(["--workspace", "--exclude", "xtask"]);
    command.args(lint::WITHOUT_HEAVY);
    step::streamed("cargo test", command)?;
    let mut command = workspace::host_cargo("test");
    command.args(["--package", "xtask"]);
    step::streamed("cargo test of xtask", command)
}

/// A suite on one flag set and one Node.
pub(crate) struct OnWasm<'a> {
    pub(crate) toolchain: &'a Toolchain,
    pub(crate) node: &'a Node,
    pub(crate) flags: Flags,
}

impl OnWasm<'_> {
    fn types(&self) -> Result<()> {
        // One place for all modes, one after the other: a tsconfig.json cannot choose.
        static FOLDER: Mutex<()> = Mutex::new(());
        let _alone = FOLDER.lock().unwrap_or_else(PoisonError::into_inner);
        let declarations = workspace::root().join("target/types");
        self.package("fixture", Target::Nodejs)
            .build_into(self.toolchain, &declarations)?;
        for config in ["tests/types/tsconfig.json", "runtime/js/tsconfig.json"] {
            self.tsc(config)?;
        }
        Ok(())
    }

    fn tsc(&self, config: &str) -> Result<()> {
        let mut command = self.script();
        command
            .arg(npm::package("typescript").join("bin/tsc"))
            .args(["-p", config]);
        step::quiet(&format!("tsc -p {config}"), command)
    }

    fn wasm(&self, profile: Profile) -> Result<()> {
        let cargo = || -> Result<Command> {
            let mut command = wasm::cargo(self.toolchain, self.flags, "test")?;
            command
                .args(["--package", wasm::TESTS, "--test", "unwind"])
                .env("PATH", self.node.path_variable()?);
            if profile == Profile::Release {
                command.arg("--release");
            }
            Ok(command)
        };
        let mut build = cargo()?;
        build.args(["--no-run", "--quiet"]);
        step::quiet(
            &format!("build the wasm tests ({})", self.flags.name()),
            build,
        )?;
        step::streamed("cargo test on wasm", cargo()?)
    }

    fn node(&self, folder: &str) -> Result<()> {
        let mut command = self.node_command()?;
        command.args(test_files(&workspace::root().join(folder))?);
        step::streamed("node --test", command)
    }

    fn dependencies(&self) -> Result<()> {
        let package = self.package(DEPENDENCIES, Target::Nodejs);
        let mut command = self.script();
        command
            .env("DEPENDENCIES_NODEJS", package.build_once(self.toolchain)?)
            .env("UNWIND_EXPORT_MODE", self.flags.mode.name())
            .args(NODE_TEST)
            .args(test_files(&workspace::root().join("tests/dependencies"))?);
        step::streamed("node --test, with real dependencies", command)
    }

    /// Node's test runner, with all the modules that its files load.
    pub(crate) fn node_command(&self) -> Result<Command> {
        let build = |name, target| self.package(name, target).build_once(self.toolchain);
        let mut command = self.script();
        command
            .env("FIXTURE_NODEJS", build("fixture", Target::Nodejs)?)
            .env("FIXTURE_WEB", build("fixture", Target::Web)?)
            .env("RECOVERING_NODEJS", build("recovering", Target::Nodejs)?)
            .env("RECOVERING_BUNDLER", build("recovering", Target::Bundler)?)
            .env("PLAIN_NODEJS", build("plain", Target::Nodejs)?)
            .env("UNCHAINED_NODEJS", build("unchained", Target::Nodejs)?)
            .env("UNWIND_EXPORT_MODE", self.flags.mode.name())
            .args(NODE_TEST);
        Ok(command)
    }

    fn worker(&self) -> Result<()> {
        let mut command = self.script();
        command
            .env("WORKERD", worker::workerd())
            .env("WORKER_CONFIG", worker::EXAMPLE.build(self.toolchain)?)
            .env("WAITING_CONFIG", worker::WAITING.build(self.toolchain)?)
            .args(NODE_TEST)
            .args(test_files(&workspace::root().join("tests/worker"))?);
        step::streamed("node --test, with workerd", command)
    }

    fn demo(&self) -> Result<()> {
        let command = demo::command(self.toolchain, self.node, self.flags)?;
        step::streamed("the quickstart", command)
    }

    fn page(&self) -> Result<()> {
        let browsers = browser::wanted()?;
        // Where tests/hosts/tsconfig.json has it.
        let out = workspace::root().join("target/page/pkg");
        let package = self.package("browser", Target::Web);
        let package = package.build_into(self.toolchain, &out)?;
        let recovering = self
            .package("recovering", Target::Web)
            .build_once(self.toolchain)?;
        self.tsc("tests/hosts/tsconfig.json")?;
        let mut command = self.script();
        command
            .env("BROWSER_PKG", package)
            .env("RECOVERING_WEB", recovering)
            .env("BROWSERS", browsers)
            .args(NODE_TEST)
            .arg("tests/hosts/page.test.mjs");
        step::streamed("the browser example", command)
    }

    fn package<'a>(&self, name: &'a str, target: Target) -> Package<'a> {
        Package {
            name,
            target,
            flags: self.flags,
            profile: Profile::Release,
        }
    }

    fn script(&self) -> Command {
        let mut command = Command::new(&self.node.path);
        command.current_dir(workspace::root());
        command
    }
}

/// By hand, as Node 20 knows no patterns here.
pub(crate) fn test_files(dir: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(dir)?.collect::<io::Result<Vec<_>>>()?;
    let paths = entries.iter().map(fs::DirEntry::path);
    let mut files: Vec<_> = paths
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    if files.is_empty() {
        bail!("{} has no tests", dir.display());
    }
    files.sort();
    Ok(files)
}
