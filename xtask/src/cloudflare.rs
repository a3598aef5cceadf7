use std::path::PathBuf;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use anyhow::Result;

use crate::mode::{Flags, Mode};
use crate::node::Node;
use crate::package::{Package, Profile, Target};
use crate::toolchain::Toolchain;
use crate::{npm, step, suite, workspace};

/// A service with the `worker` crate: a package with JavaScript beside it.
pub(crate) struct Service {
    pub(crate) package: &'static str,
    folder: &'static str,
}

pub(crate) const EXAMPLE: Service = Service {
    package: "cloudflare",
    folder: "examples/cloudflare",
};

/// The same service without unwind-export.
pub(crate) const PLAIN: Service = Service {
    package: "plain-cloudflare",
    folder: "tests/plain-cloudflare",
};

impl Service {
    /// Builds the package, and returns the folder of the service.
    pub(crate) fn build(&self, toolchain: &Toolchain, flags: Flags) -> Result<PathBuf> {
        let package = Package {
            name: self.package,
            target: Target::Web,
            flags,
            profile: Profile::Release,
        };
        package.build_into(toolchain, &self.package_dir())?;
        Ok(self.dir())
    }

    /// Where its JavaScript has the package.
    pub(crate) fn package_dir(&self) -> PathBuf {
        self.dir().join("pkg")
    }

    pub(crate) fn dir(&self) -> PathBuf {
        workspace::root().join(self.folder)
    }
}

/// Builds the example and runs its tests. One after the other: there is one place for all modes, as the service has
/// its package beside it.
pub(crate) fn build_and_test(toolchain: &Toolchain, node: &Node, flags: Flags) -> Result<()> {
    static FOLDER: Mutex<()> = Mutex::new(());
    let _alone = FOLDER.lock().unwrap_or_else(PoisonError::into_inner);
    npm::CLOUDFLARE.provide()?;
    EXAMPLE.build(toolchain, flags)?;
    test(node, flags.mode)
}

/// Runs the tests of the example, which has been built.
pub(crate) fn test(node: &Node, mode: Mode) -> Result<()> {
    let mut command = Command::new(&node.path);
    command
        .current_dir(workspace::root())
        .env("CLOUDFLARE_SERVICE", EXAMPLE.dir())
        .env("UNWIND_EXPORT_MODE", mode.name())
        .args(suite::NODE_TEST)
        .args(suite::test_files(
            &workspace::root().join("tests/cloudflare"),
        )?);
    step::streamed("node --test, with Miniflare", command)
}
