use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::{Result, bail};

use crate::mode::Mode;
use crate::package::{Package, Profile, Target};
use crate::toolchain::Toolchain;
use crate::{npm, workspace};

/// A service for workerd: a package with JavaScript and a configuration beside it.
pub(crate) struct Worker {
    package: &'static str,
    folder: &'static str,
}

pub(crate) const EXAMPLE: Worker = Worker {
    package: "bare-worker",
    folder: "examples/worker",
};

/// The same service without unwind-export.
pub(crate) const PLAIN: Worker = Worker {
    package: "plain-worker",
    folder: "tests/plain-worker",
};

/// A service whose requests wait for each other.
pub(crate) const WAITING: Worker = Worker {
    package: "waiting-worker",
    folder: "tests/waiting-worker",
};

const HEAD: &str = "\
using Workerd = import \"/workerd/workerd.capnp\";

const modules :List(Workerd.Worker.Module) = [
";

/// What workerd loads first.
const ENTRY: &str = "worker.mjs";

pub(crate) fn workerd() -> PathBuf {
    npm::package("workerd").join("bin/workerd")
}

impl Worker {
    /// Builds the package into the service's folder, and returns the path of its configuration.
    pub(crate) fn build(&self, toolchain: &Toolchain) -> Result<PathBuf> {
        let dir = workspace::root().join(self.folder);
        let out = dir.join("pkg");
        if out.exists() {
            fs::remove_dir_all(&out)?;
        }
        let package = Package {
            name: self.package,
            // Workers import wasm as a `WebAssembly.Module`, which the web target's `initSync` takes.
            target: Target::Web,
            flags: Mode::Unwind.without_lto(),
            profile: Profile::Release,
        };
        package.build_into(toolchain, &out)?;
        fs::write(out.join("modules.capnp"), modules(&dir)?)?;
        Ok(dir.join("worker.capnp"))
    }
}

/// The list of a service's modules, as workerd finds none by itself. The entry comes first.
fn modules(dir: &Path) -> Result<String> {
    let mut paths = files(dir)?;
    paths.sort_by_key(|path| (path != ENTRY, path.clone()));
    let mut list = String::from(HEAD);
    for path in paths {
        let kind = match path.rsplit_once('.') {
            Some((_, "js" | "mjs")) => "esModule",
            Some((_, "wasm")) => "wasm",
            _ => continue,
        };
        writeln!(list, "  (name = \"{path}\", {kind} = embed \"../{path}\"),")?;
    }
    list.push_str("];\n");
    Ok(list)
}

/// The paths of all files below a folder, relative to it.
fn files(dir: &Path) -> Result<Vec<String>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(dir)?.collect::<io::Result<Vec<_>>>()? {
        let Ok(name) = entry.file_name().into_string() else {
            bail!("{} is no name for a module", entry.path().display());
        };
        if entry.file_type()?.is_dir() {
            let below = files(&entry.path())?;
            paths.extend(below.into_iter().map(|path| format!("{name}/{path}")));
        } else {
            paths.push(name);
        }
    }
    Ok(paths)
}
