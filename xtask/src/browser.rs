use std::env;
use std::process::Command;

use anyhow::Result;

use crate::node::Node;
use crate::setting::Setting;
use crate::{apt, step, workspace};

/// A list of browsers to test with, by the names that tests/hosts/browser.mjs has for them.
const VARIABLE: &str = "BROWSERS";
const DEFAULT: &str = "chromium";
const PACKAGES: &[&str] = &["chromium"];

/// The browsers to test with. The default one is installed if it is missing; of those that were asked for,
/// the tests say which are.
pub(crate) fn provide(node: &Node) -> Result<String> {
    if let Ok(browsers) = env::var(VARIABLE)
        && !browsers.is_empty()
    {
        return Ok(browsers);
    }
    if !is_there(node) {
        let missing = |why| {
            Setting(format!(
                "Chromium is missing: {why}. {VARIABLE}=firefox tests in Firefox"
            ))
        };
        apt::install(PACKAGES)?.map_err(missing)?;
    }
    Ok(DEFAULT.to_owned())
}

fn is_there(node: &Node) -> bool {
    let script = format!(
        "import {{ browserPath }} from './tests/hosts/browser.mjs';
        process.exitCode = browserPath('{DEFAULT}') ? 0 : 1;"
    );
    let mut command = Command::new(&node.path);
    command
        .args(["--input-type=module", "--eval", &script])
        .current_dir(workspace::root());
    step::output(&mut command).is_some()
}
