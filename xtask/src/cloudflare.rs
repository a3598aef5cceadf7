use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use anyhow::Result;

use crate::mode::Flags;
use crate::package::{Package, Profile, Target};
use crate::toolchain::Toolchain;
use crate::workspace;

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
    /// Builds the package, and has `body` use the folder of the service. One after the other: there is one place for
    /// all modes, as the service has its package beside it.
    pub(crate) fn with(
        &self,
        toolchain: &Toolchain,
        flags: Flags,
        body: impl FnOnce(PathBuf) -> Result<()>,
    ) -> Result<()> {
        static FOLDER: Mutex<()> = Mutex::new(());
        let _alone = FOLDER.lock().unwrap_or_else(PoisonError::into_inner);
        body(self.build(toolchain, flags)?)
    }

    /// Builds the package, and returns the folder of the service.
    pub(crate) fn build(&self, toolchain: &Toolchain, flags: Flags) -> Result<PathBuf> {
        let folder = workspace::root().join(self.folder);
        let package = Package {
            name: self.package,
            target: Target::Web,
            flags,
            profile: Profile::Release,
        };
        package.build_into(toolchain, &folder.join("pkg"))?;
        Ok(folder)
    }
}
