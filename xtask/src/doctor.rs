use std::process::ExitCode;

use anyhow::Result;

use crate::candidate::{self, Candidate, Step};
use crate::mode::Mode;
use crate::probe::{FAULT, Outcome};
use crate::toolchain::{self, Linker, Source, Toolchain};
use crate::{apt, node, npm, rustup, table, workspace};

const SETUP: &str = "cargo xtask setup";

struct Part {
    name: &'static str,
    state: State,
}

enum State {
    Found(String),
    /// With the command that mends it.
    Missing(String),
}

/// Shows each part. Exit code 1 if one is missing.
pub(crate) fn run() -> Result<ExitCode> {
    let compilers = toolchain::found()?;
    // As the next build would choose, if nothing could be installed.
    let chosen = match candidate::next(&compilers, false) {
        Step::Use(index) | Step::Probe(index) => Some(&compilers[index]),
        Step::Install | Step::Nothing => None,
    };
    let parts = [
        Part {
            name: "wasm compiler",
            state: compiler(chosen),
        },
        Part {
            name: "wasm linker",
            state: linker(chosen.map(|chosen| &chosen.toolchain)),
        },
        Part {
            name: "wasm-bindgen tools",
            state: bindgen(),
        },
        Part {
            name: "Node for unwind",
            state: host(Mode::Unwind),
        },
        Part {
            name: "Node for unwind-legacy",
            state: host(Mode::UnwindLegacy),
        },
        Part {
            name: "npm",
            state: npm(),
        },
        Part {
            name: "npm packages",
            state: packages(),
        },
    ];
    table::print(&parts.each_ref().map(Part::row));
    let complete = parts
        .iter()
        .all(|part| matches!(part.state, State::Found(_)));
    Ok(if complete {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

impl Part {
    fn row(&self) -> [String; 3] {
        let (state, text) = match &self.state {
            State::Found(text) => ("found", text.clone()),
            State::Missing(mend) => ("missing", format!("mend with: {mend}")),
        };
        [self.name.to_owned(), state.to_owned(), text]
    }
}

fn compiler(chosen: Option<&Candidate>) -> State {
    let Some(Candidate { toolchain, outcome }) = chosen else {
        return State::Missing(SETUP.to_owned());
    };
    let why = match outcome {
        Outcome::Right => "drops right after a panic".to_owned(),
        Outcome::Unknown | Outcome::Untold => {
            "the first build tells whether it drops right after a panic".to_owned()
        }
        Outcome::Wrong if toolchain.source == Source::Requested => FAULT.to_owned(),
        Outcome::Wrong => format!("{FAULT}; `{SETUP}` installs {}", rustup::GOOD),
    };
    let Toolchain {
        origin,
        version,
        llvm,
        ..
    } = toolchain;
    State::Found(format!(
        "{origin}, {version}, LLVM {llvm}, with sources: {why}"
    ))
}

fn linker(toolchain: Option<&Toolchain>) -> State {
    match toolchain.map(Toolchain::linker) {
        None => State::Missing(SETUP.to_owned()),
        Some(None) => State::Missing(apt::by_hand(apt::LINKER)),
        Some(Some(Linker::Own)) => State::Found("the compiler's own rust-lld".to_owned()),
        Some(Some(Linker::At(path))) => State::Found(path.display().to_string()),
    }
}

fn bindgen() -> State {
    let tools = workspace::locked_version("wasm-bindgen-cli");
    let library = workspace::locked_version("wasm-bindgen");
    match (tools, library) {
        (Some(tools), Some(library)) if tools == library => {
            State::Found(format!("{tools}, built in"))
        }
        (_, library) => {
            let version = library.unwrap_or_default();
            State::Missing(format!(
                "set wasm-bindgen-cli = \"={version}\" in Cargo.toml"
            ))
        }
    }
}

fn host(mode: Mode) -> State {
    node::find(mode).map_or_else(
        || State::Missing(SETUP.to_owned()),
        |node| State::Found(format!("{}, {}", node.version, node.path.display())),
    )
}

fn npm() -> State {
    let mend = || State::Missing("install Node with npm".to_owned());
    npm::version().map_or_else(mend, State::Found)
}

fn packages() -> State {
    if npm::TESTS.is_up_to_date() {
        State::Found("tests/node_modules, as in package-lock.json".to_owned())
    } else {
        State::Missing(SETUP.to_owned())
    }
}
