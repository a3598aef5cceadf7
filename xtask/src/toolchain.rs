use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::Result;

use crate::candidate::{self, Candidate};
use crate::setting::Setting;
use crate::{probe, rustup, step};

pub(crate) const VARIABLE: &str = "UNWIND_EXPORT_TOOLCHAIN";

/// Debian keeps older compilers, with their sources, under the same package names.
const OLDEST_MINOR: u32 = 90;

/// A compiler that can build std for wasm.
pub(crate) struct Toolchain {
    pub(crate) source: Source,
    pub(crate) origin: String,
    pub(crate) version: String,
    pub(crate) llvm: String,
    commit: String,
    bin: PathBuf,
    sysroot: PathBuf,
}

/// In the order of preference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Source {
    Requested,
    Nightly,
    Distribution,
}

pub(crate) enum Linker {
    /// The toolchain's own, which it finds itself.
    Own,
    At(PathBuf),
}

/// The wasm compilers that are there. `UNWIND_EXPORT_TOOLCHAIN` leaves one, and an unusable one is an error.
pub(crate) fn found() -> Result<Vec<Candidate>> {
    let toolchains = match env::var(VARIABLE) {
        Ok(name) if !name.is_empty() => vec![
            requested(&name).map_err(|missing| Setting(format!("{VARIABLE}={name}: {missing}")))?,
        ],
        _ => nightlies().into_iter().chain(distribution()).collect(),
    };
    Ok(candidate::candidates(toolchains, &probe::kept()))
}

fn requested(name: &str) -> Result<Toolchain, String> {
    let origin = format!("{VARIABLE}={name}");
    let path = Path::new(name);
    if path.components().count() > 1 || path.is_absolute() {
        return Toolchain::at(&path.join("bin"), Source::Requested, origin);
    }
    let sysroot = rustup::sysroot(name).ok_or("rustup has no toolchain of this name")?;
    Toolchain::at(&sysroot.join("bin"), Source::Requested, origin)
}

fn nightlies() -> Vec<Toolchain> {
    let usable = rustup::nightlies().into_iter().filter_map(|name| {
        let bin = rustup::sysroot(&name)?.join("bin");
        Toolchain::at(&bin, Source::Nightly, format!("rustup {name}")).ok()
    });
    usable.collect()
}

fn distribution() -> Option<Toolchain> {
    let origin = "the distribution's compiler".to_owned();
    Toolchain::at(Path::new("/usr/bin"), Source::Distribution, origin).ok()
}

impl Toolchain {
    fn at(bin: &Path, source: Source, origin: String) -> Result<Self, String> {
        let rustc = bin.join("rustc");
        if let Some(missing) = [&rustc, &bin.join("cargo")]
            .into_iter()
            .find(|path| !path.exists())
        {
            return Err(format!("{} is missing", missing.display()));
        }
        let ask = |flags: &[&str]| {
            step::output(Command::new(&rustc).args(flags))
                .ok_or_else(|| format!("{} does not run", rustc.display()))
        };
        let mut toolchain = Self::described(source, origin, &ask(&["-vV"])?);
        let version = &toolchain.version;
        if minor(version).is_none_or(|minor| minor < OLDEST_MINOR) {
            return Err(format!("{version} is older than 1.{OLDEST_MINOR}"));
        }
        let sysroot = PathBuf::from(ask(&["--print", "sysroot"])?);
        let sources = sysroot.join("lib/rustlib/src/rust/library");
        if !sources.join("std").is_dir() {
            return Err(format!(
                "the library sources are missing: no {}",
                sources.display()
            ));
        }
        toolchain.bin = bin.into();
        toolchain.sysroot = sysroot;
        Ok(toolchain)
    }

    /// By what `rustc -vV` says, wherever it is.
    pub(crate) fn described(source: Source, origin: String, about: &str) -> Self {
        Self {
            source,
            origin,
            version: about.lines().next().unwrap_or_default().to_owned(),
            llvm: field(about, "LLVM version"),
            commit: field(about, "commit-hash"),
            bin: PathBuf::new(),
            sysroot: PathBuf::new(),
        }
    }

    /// The same for the same compiler, wherever it is installed.
    pub(crate) fn identity(&self) -> String {
        format!("{}, {}, LLVM {}", self.version, self.commit, self.llvm)
    }

    /// Greater for what is newer: by version, then by the day of the commit.
    pub(crate) fn age(&self) -> (Option<u32>, &str) {
        let words = self.version.trim_end_matches(')').split_whitespace();
        (minor(&self.version), words.last().unwrap_or_default())
    }

    pub(crate) fn tool(&self, name: &str) -> PathBuf {
        self.bin.join(name)
    }

    /// Whether the standard library for a target came with the compiler.
    pub(crate) fn ships_std(&self, triple: &str) -> bool {
        let lib = self.sysroot.join("lib/rustlib").join(triple).join("lib");
        lib.is_dir()
    }

    pub(crate) fn has_clippy(&self) -> bool {
        ["cargo-clippy", "clippy-driver"]
            .iter()
            .all(|name| self.tool(name).exists())
    }

    /// Distributions leave `rust-lld` out: that of any rustup toolchain does, or a packaged lld.
    pub(crate) fn linker(&self) -> Option<Linker> {
        if bundled_linker(&self.sysroot).is_some() {
            return Some(Linker::Own);
        }
        let borrowed = rustup::toolchain_dirs()
            .iter()
            .find_map(|dir| bundled_linker(dir));
        borrowed.or_else(packaged_linker).map(Linker::At)
    }
}

fn bundled_linker(sysroot: &Path) -> Option<PathBuf> {
    let hosts = fs::read_dir(sysroot.join("lib/rustlib")).ok()?;
    hosts
        .flatten()
        .map(|host| host.path().join("bin/rust-lld"))
        .find(|path| path.exists())
}

fn packaged_linker() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .flat_map(|dir| ["wasm-ld", "wasm-ld-22"].map(|name| dir.join(name)))
        .find(|path| path.exists())
}

/// Of what `rustc -vV` prints.
fn field(about: &str, name: &str) -> String {
    let value = about
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    value.unwrap_or("unknown").to_owned()
}

fn minor(version: &str) -> Option<u32> {
    version
        .strip_prefix("rustc 1.")?
        .split('.')
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::{field, minor};

    #[test]
    fn reads_the_minor_version() {
        assert_eq!(
            minor("rustc 1.96.0 (ac68faa20 2026-05-25) (built from a source tarball)"),
            Some(96)
        );
        assert_eq!(
            minor("rustc 1.101.0-nightly (92b5b8c87 2026-10-29)"),
            Some(101)
        );
        assert_eq!(minor("error"), None);
    }

    #[test]
    fn reads_what_rustc_says_of_itself() {
        let about = "rustc 1.95.0 (59807616e 2026-04-14)\nbinary: rustc\nLLVM version: 22.1.2";
        assert_eq!(field(about, "LLVM version"), "22.1.2");
        assert_eq!(field(about, "commit-hash"), "unknown");
    }
}
