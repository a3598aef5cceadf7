use std::fmt;

/// The machine or the command line is set up wrongly: one line says how to mend it, and the exit code is 2.
#[derive(Debug)]
pub(crate) struct Setting(pub(crate) String);

impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Setting {}
