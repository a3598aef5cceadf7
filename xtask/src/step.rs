use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::output;
use crate::progress::Progress;

const POLL: Duration = Duration::from_millis(50);

/// Runs with the output kept back, to be shown only if it fails.
pub(crate) fn quiet(title: &str, command: Command) -> Result<()> {
    let ended = watch(title, command, None)?;
    if !ended.ok {
        output::write(&ended.output);
        bail!("{title}: failed");
    }
    Ok(())
}

/// Runs what may fail, within a limit of time. The inner error is the one line that says why.
pub(crate) fn attempt(
    title: &str,
    command: Command,
    limit: Duration,
) -> Result<Result<(), String>> {
    let ended = watch(title, command, Some(limit))?;
    Ok(match ended {
        Ended { ok: true, .. } => Ok(()),
        Ended { late: true, .. } => Err(format!("no result after {} s", limit.as_secs())),
        Ended { output, .. } => Err(reason(&output).to_owned()),
    })
}

/// Runs with its output shown as it comes.
pub(crate) fn streamed(title: &str, mut command: Command) -> Result<()> {
    output::line(&format!("  {title}"));
    output::redirect(&mut command)?;
    let status = command
        .status()
        .with_context(|| format!("could not start {}", program(&command)))?;
    if !status.success() {
        bail!("{title}: failed");
    }
    Ok(())
}

/// The trimmed output of a command, if it is there and succeeds.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

struct Ended {
    ok: bool,
    late: bool,
    output: String,
}

fn watch(title: &str, mut command: Command, limit: Option<Duration>) -> Result<Ended> {
    // A file, not a pipe: a pipe stays open as long as any grandchild of a stopped command lives.
    let mut log = tempfile::tempfile()?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log.try_clone()?)
        .spawn()
        .with_context(|| format!("could not start {}", program(&command)))?;

    let mut progress = Progress::start(title);
    let mut late = false;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if limit.is_some_and(|limit| progress.elapsed() > limit) {
            late = true;
            child.kill()?;
        }
        thread::sleep(POLL);
        progress.tick();
    };
    progress.end(status.success());

    Ok(Ended {
        ok: status.success(),
        late,
        output: output::read_back(&mut log)?,
    })
}

fn reason(output: &str) -> &str {
    let mut lines = output
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let error = lines
        .clone()
        .find(|line| line.starts_with("error") || line.starts_with("E: "));
    error.or_else(|| lines.next_back()).unwrap_or("no output")
}

fn program(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}
