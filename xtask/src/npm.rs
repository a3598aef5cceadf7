use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use anyhow::{Result, bail};

use crate::setting::Setting;
use crate::{step, workspace};

/// Packages that one package-lock.json pins.
pub(crate) struct Set {
    folder: &'static str,
    /// What is there once the install scripts have run.
    executables: &'static [&'static str],
}

/// What the tests need.
pub(crate) const TESTS: Set = Set {
    folder: "tests",
    executables: &[
        "node-20/bin/node",
        "node-24/bin/node",
        "workerd/bin/workerd",
    ],
};

/// The engines that only `cargo xtask hosts` runs.
pub(crate) const HOSTS: Set = Set {
    folder: "tests/hosts",
    executables: &[
        "bun/bin/bun.exe",
        "deno/deno",
        "node-22/bin/node",
        "node-26/bin/node",
    ],
};

/// Of the suite of the example for Cloudflare alone.
pub(crate) const CLOUDFLARE: Set = Set {
    folder: "tests/cloudflare",
    executables: &["workerd/bin/workerd"],
};

/// What `cargo xtask bundlers` takes a package through.
pub(crate) const BUNDLERS: Set = Set {
    folder: "tests/bundlers",
    executables: &[],
};

pub(crate) fn version() -> Option<String> {
    step::output(Command::new("npm").arg("--version"))
}

/// The folder of a package that the tests need.
pub(crate) fn package(name: &str) -> PathBuf {
    TESTS.package(name)
}

/// The executable of a Node that the tests need, by its major version.
pub(crate) fn node(major: u32) -> PathBuf {
    package(&format!("node-{major}")).join("bin/node")
}

impl Set {
    pub(crate) fn package(&self, name: &str) -> PathBuf {
        self.dir().join("node_modules").join(name)
    }

    /// Are the packages those of package-lock.json?
    pub(crate) fn is_up_to_date(&self) -> bool {
        let installed = fs::read(self.marker());
        installed.is_ok_and(|lock| fs::read(self.lock_file()).is_ok_and(|wanted| wanted == lock))
    }

    pub(crate) fn provide(&self) -> Result<()> {
        static INSTALLING: Mutex<()> = Mutex::new(());
        let _one_at_a_time = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
        if self.is_up_to_date() {
            return Ok(());
        }
        if version().is_none() {
            let text = "npm is missing: install Node (20 or later) with npm, it brings the Nodes used for tests";
            return Err(Setting(text.to_owned()).into());
        }
        let mut command = Command::new("npm");
        command.arg("ci").current_dir(self.dir());
        step::quiet(&format!("npm ci, in {}", self.folder), command)?;
        for name in self.executables {
            if !self.package(name).exists() {
                bail!("npm left no {name}: allow its install script and try again");
            }
        }
        fs::copy(self.lock_file(), self.marker())?;
        Ok(())
    }

    fn dir(&self) -> PathBuf {
        workspace::root().join(self.folder)
    }

    fn lock_file(&self) -> PathBuf {
        self.dir().join("package-lock.json")
    }

    /// A copy of the lock file that the packages were installed from.
    fn marker(&self) -> PathBuf {
        self.package(".unwind-export-lock.json")
    }
}
