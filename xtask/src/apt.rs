use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::Result;

use crate::step;

pub(crate) const COMPILER: &[&str] = &["rustc-web", "cargo-web", "rust-web-src"];
pub(crate) const LINKER: &[&str] = &["lld-22"];

const LIMIT: Duration = Duration::from_secs(600);

/// Installs packages of the distribution. The inner error says why that was not possible.
pub(crate) fn install(packages: &[&str]) -> Result<Result<(), String>> {
    if !Path::new("/usr/bin/apt-get").exists() {
        return Ok(Err("apt-get is not there".to_owned()));
    }
    if step::output(Command::new("id").arg("-u")).as_deref() != Some("0") {
        return Ok(Err(format!("apt-get needs root: {}", by_hand(packages))));
    }
    let update = step::attempt("apt-get update", apt_get(&["update"]), LIMIT)?;
    if let Err(why) = update {
        return Ok(Err(format!("apt-get update failed ({why})")));
    }
    // These packages conflict with the distribution's own rustup and rustc, which are not ours to remove.
    let mut command = apt_get(&["install", "-y", "--no-install-recommends", "--no-remove"]);
    command.args(packages);
    let title = format!("apt-get install {}", packages.join(" "));
    let outcome = step::attempt(&title, command, LIMIT)?;
    Ok(outcome.map_err(|why| format!("apt-get could not install it ({why})")))
}

pub(crate) fn by_hand(packages: &[&str]) -> String {
    format!(
        "sudo apt-get install --no-install-recommends {}",
        packages.join(" ")
    )
}

fn apt_get(args: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command.args(args).env("DEBIAN_FRONTEND", "noninteractive");
    command
}
