use std::collections::BTreeSet;

use anyhow::{Context, Result, bail};

use crate::{step, workspace};

/// What goes to the registry, what is depended on first.
const PACKAGES: [&str; 2] = ["unwind-export-macros", "unwind-export"];

/// What each has to bring along.
const FILES: [&str; 3] = ["LICENSE-APACHE", "LICENSE-MIT", "README.md"];

/// Publishes both packages, but for the upload, and checks what they hold.
pub(crate) fn dry_run() -> Result<()> {
    let mut command = workspace::host_cargo("publish");
    // It asks the registry, whatever is there already.
    command.env("CARGO_NET_RETRY", "10");
    // Of a tree as it is, which a developer has changed. Together, as the one is not there for the other yet.
    command.args(["--dry-run", "--allow-dirty"]);
    command.args(PACKAGES.iter().flat_map(|name| ["--package", name]));
    // Cargo takes what it has unpacked under this path before for what is packed now.
    let folder = tempfile::tempdir()?;
    command.arg("--target-dir").arg(folder.path());
    step::quiet("cargo publish --dry-run", command)?;
    PACKAGES.into_iter().try_for_each(holds_files)
}

fn holds_files(package: &str) -> Result<()> {
    let mut command = workspace::host_cargo("package");
    command.args(["--list", "--allow-dirty", "--package", package]);
    let list = step::output(&mut command);
    let list = list.with_context(|| format!("cargo package --list of {package} failed"))?;
    let found: BTreeSet<_> = list.lines().collect();
    for file in FILES {
        if !found.contains(file) {
            bail!("{package} is published without {file}");
        }
    }
    Ok(())
}
