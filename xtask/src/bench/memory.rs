use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::script::{Host, Modules};
use crate::table;

/// Of 1,000 async calls in flight.
#[derive(Serialize)]
pub(crate) struct Memory {
    plain: Growth,
    export: Growth,
    recovering: Growth,
}

#[derive(Serialize, Deserialize)]
struct Growth {
    linear: i64,
    heap: i64,
}

pub(crate) fn measure(host: &Host, modules: &Modules) -> Result<Memory> {
    let growth = |name: &str| {
        host.run("memory", |command| {
            modules.give(command);
            command.arg(name);
        })
    };
    Ok(Memory {
        plain: growth("plain")?,
        export: growth("export")?,
        recovering: growth("recovering")?,
    })
}

impl Memory {
    pub(crate) fn print(&self) {
        let row = |name: &str, of: fn(&Growth) -> i64| {
            let bytes = |growth| format!("{} B", of(growth));
            let (plain, export) = (bytes(&self.plain), bytes(&self.export));
            [name.to_owned(), plain, export, bytes(&self.recovering)]
        };
        println!();
        table::print(&[
            ["1,000 calls in flight", "plain", "export", "recovering"].map(str::to_owned),
            row("linear memory", |growth| growth.linear),
            row("JavaScript heap", |growth| growth.heap),
        ]);
    }
}
