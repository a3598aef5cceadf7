use std::env;
use std::process::Command;

use anyhow::Result;

use crate::setting::Setting;
use crate::{apt, npm, step, workspace};

/// A list of browsers to test pages with, by the names that tests/hosts/browser.mjs has for them.
const VARIABLE: &str = "BROWSERS";

pub(crate) struct Browser {
    name: &'static str,
    package: &'static str,
}

pub(crate) const CHROMIUM: Browser = Browser {
    name: "chromium",
    package: "chromium",
};

pub(crate) const FIREFOX: Browser = Browser {
    name: "firefox",
    package: "firefox-esr",
};

/// The browsers to test pages with. Of those that were asked for, the tests say which are missing.
pub(crate) fn wanted() -> Result<String> {
    if let Ok(browsers) = env::var(VARIABLE)
        && !browsers.is_empty()
    {
        return Ok(browsers);
    }
    CHROMIUM.provide()?;
    Ok(CHROMIUM.name.to_owned())
}

impl Browser {
    /// Installs it if it is missing.
    pub(crate) fn provide(&self) -> Result<()> {
        if self.is_there() {
            return Ok(());
        }
        let installed = apt::install(&[self.package])?;
        installed.map_err(|why| Setting(format!("{} is missing: {why}", self.name)).into())
    }

    fn is_there(&self) -> bool {
        let script = format!(
            "import {{ browserPath }} from './tests/hosts/browser.mjs';
            process.exitCode = browserPath('{}') ? 0 : 1;",
            self.name
        );
        let mut command = Command::new(npm::node(24));
        command
            .args(["--input-type=module", "--eval", &script])
            .current_dir(workspace::root());
        step::output(&mut command).is_some()
    }
}
