use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::script::{Host, Modules};
use crate::table;

/// Of a module, and of what it hands out.
#[derive(Serialize)]
pub(crate) struct Memory {
    plain: Vec<Use>,
    export: Vec<Use>,
    recovering: Vec<Use>,
}

#[derive(Serialize, Deserialize)]
struct Use {
    name: String,
    linear: i64,
    heap: i64,
}

pub(crate) fn measure(host: &Host, modules: &Modules) -> Result<Memory> {
    let uses = |name: &str| {
        host.run("memory", |command| {
            modules.give(command);
            command.arg(name);
        })
    };
    Ok(Memory {
        plain: uses("plain")?,
        export: uses("export")?,
        recovering: uses("recovering")?,
    })
}

impl Memory {
    pub(crate) fn print(&self) {
        let bytes = |one: &Use| format!("{} + {} B", one.linear, one.heap);
        let rows = self.plain.iter().zip(&self.export).zip(&self.recovering);
        let head = [
            "linear memory + JavaScript heap",
            "plain",
            "export",
            "recovering",
        ];
        let lines: Vec<_> = std::iter::once(head.map(str::to_owned))
            .chain(rows.map(|((plain, export), recovering)| {
                [
                    plain.name.clone(),
                    bytes(plain),
                    bytes(export),
                    bytes(recovering),
                ]
            }))
            .collect();
        println!();
        table::print(&lines);
    }
}
