use std::cell::RefCell;
use std::fs::File;
use std::io::{self, IsTerminal, Read, Seek, Write};
use std::process::{Command, Stdio};

use anyhow::Result;

thread_local! {
    /// Where this thread's steps write instead.
    static KEPT: RefCell<Option<File>> = const { RefCell::new(None) };
}

/// Runs `f`, and gives all that it and the commands that it starts print.
pub(crate) fn keep<R>(f: impl FnOnce() -> R) -> Result<(R, String)> {
    // A file, not a pipe: a pipe stays open as long as any grandchild lives.
    let mut file = tempfile::tempfile()?;
    KEPT.set(Some(file.try_clone()?));
    let result = f();
    KEPT.set(None);
    Ok((result, read_back(&mut file)?))
}

pub(crate) fn read_back(file: &mut File) -> Result<String> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Prints to standard error, with no line end of its own.
pub(crate) fn write(text: &str) {
    KEPT.with_borrow_mut(|kept| {
        // What cannot be printed cannot be reported either.
        let _ = match kept {
            Some(file) => file.write_all(text.as_bytes()),
            None => io::stderr().write_all(text.as_bytes()),
        };
    });
}

pub(crate) fn line(text: &str) {
    write(&format!("{text}\n"));
}

/// Is it read only once all is over?
pub(crate) fn is_kept() -> bool {
    KEPT.with_borrow(Option::is_some)
}

/// Is somebody watching the lines as they come?
pub(crate) fn is_live() -> bool {
    !is_kept() && io::stderr().is_terminal()
}

/// Has a command print to where its step prints.
pub(crate) fn redirect(command: &mut Command) -> Result<()> {
    KEPT.with_borrow(|kept| {
        if let Some(file) = kept {
            command
                .stdin(Stdio::null())
                .stdout(file.try_clone()?)
                .stderr(file.try_clone()?);
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_lines_and_output_of_commands_in_order() -> Result<()> {
        let (code, text) = keep(|| -> Result<_> {
            line("before");
            let mut command = Command::new("echo");
            redirect(command.arg("from a command"))?;
            let status = command.status()?;
            line("after");
            Ok(status.code())
        })?;
        assert_eq!(code?, Some(0));
        assert_eq!(text, "before\nfrom a command\nafter\n");
        Ok(())
    }
}
