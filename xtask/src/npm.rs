use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::setting::Setting;
use crate::{step, workspace};

pub(crate) fn version() -> Option<String> {
    step::output(Command::new("npm").arg("--version"))
}

pub(crate) fn package(name: &str) -> PathBuf {
    workspace::root().join("tests/node_modules").join(name)
}

/// Are the packages those of package-lock.json?
pub(crate) fn up_to_date() -> bool {
    let installed = fs::read(marker());
    installed.is_ok_and(|lock| fs::read(lock_file()).is_ok_and(|wanted| wanted == lock))
}

pub(crate) fn provide() -> Result<()> {
    if up_to_date() {
        return Ok(());
    }
    if version().is_none() {
        let text = "npm is missing: install Node (20 or later) with npm, it brings the Nodes used for tests";
        return Err(Setting(text.to_owned()).into());
    }
    let mut command = Command::new("npm");
    command
        .arg("ci")
        .current_dir(workspace::root().join("tests"));
    step::quiet("npm ci, in tests", command)?;
    for name in ["node-20", "node-24"] {
        if !package(name).join("bin/node").exists() {
            bail!("npm left {name} without its executable: allow its install script and try again");
        }
    }
    fs::copy(lock_file(), marker())?;
    Ok(())
}

fn lock_file() -> PathBuf {
    workspace::root().join("tests/package-lock.json")
}

/// A copy of the lock file that the packages were installed from.
fn marker() -> PathBuf {
    package(".unwind-export-lock.json")
}
