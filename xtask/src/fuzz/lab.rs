use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{fs, thread};

use anyhow::{Context, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::build::{Build, Built};
use super::driver;
use super::flavour::{ALLOWED, Flavour};
use super::outcome::{Difference, InNode, OnHost, compare};
use super::program::{Call, Program};
use super::signature::{self, Export};
use crate::node::Node;
use crate::package::{self, Target};
use crate::workspace;

const ROUNDS: u32 = 6;
const WORKERS: usize = 2;
const LIMIT: Duration = Duration::from_secs(60);

/// Runs programs on the host and in Node, and compares.
pub(crate) struct Lab<'a> {
    pub(crate) build: Build<'a>,
    pub(crate) node: &'a Node,
}

/// What the runner in Node is told.
#[derive(Default, Serialize)]
struct Orders {
    exports: Vec<Export>,
    classes: Vec<(String, bool)>,
    calls: Vec<Call>,
    rounds: u32,
}

impl Orders {
    fn of(program: &Program) -> Self {
        Self {
            exports: signature::exports(&program.file),
            classes: signature::classes(&program.file),
            calls: program.calls.clone(),
            rounds: ROUNDS,
        }
    }
}

impl Lab<'_> {
    /// The first difference of each program.
    pub(crate) fn compare(
        &self,
        programs: &[Program],
        flavour: Flavour,
    ) -> Result<Vec<Option<Difference>>> {
        let hosted = self.on_host(programs)?;
        self.compare_with(&hosted, programs, flavour)
    }

    pub(crate) fn compare_with(
        &self,
        hosted: &[Result<OnHost, Difference>],
        programs: &[Program],
        flavour: Flavour,
    ) -> Result<Vec<Option<Difference>>> {
        let built = self.build_for_wasm(programs, flavour)?;
        let orders: Vec<_> = programs.iter().map(Orders::of).collect();
        in_parallel(programs.len(), |index| {
            let Some(module) = &built.files[index] else {
                return Ok(Some(not_built(&built, index)));
            };
            let host = match &hosted[index] {
                Ok(host) => host,
                Err(difference) => return Ok(Some(difference.clone())),
            };
            match self.in_node(&orders[index], index, module)? {
                Ok(node) => Ok(compare(host, &node, self.build.mode.aborts())),
                Err(difference) => Ok(Some(difference)),
            }
        })
    }

    /// Only whether each is a valid module, which takes no run on the host.
    pub(crate) fn validate(
        &self,
        programs: &[Program],
        flavour: Flavour,
    ) -> Result<Vec<Option<Difference>>> {
        let built = self.build_for_wasm(programs, flavour)?;
        in_parallel(programs.len(), |index| {
            let Some(module) = &built.files[index] else {
                return Ok(Some(not_built(&built, index)));
            };
            let ran = self.in_node(&Orders::default(), index, module)?;
            Ok(match ran {
                Ok(node) => node.invalid.map(Difference::Invalid),
                Err(difference @ Difference::Invalid(_)) => Some(difference),
                Err(_) => None,
            })
        })
    }

    pub(crate) fn on_host(&self, programs: &[Program]) -> Result<Vec<Result<OnHost, Difference>>> {
        let texts: Vec<_> = programs.iter().map(host_text).collect();
        let built = self.build.for_host(&texts)?;
        in_parallel(programs.len(), |index| {
            let Some(executable) = &built.files[index] else {
                return Ok(Err(not_built(&built, index)));
            };
            ran(&mut Command::new(executable))
        })
    }

    fn build_for_wasm(&self, programs: &[Program], flavour: Flavour) -> Result<Built> {
        let texts: Vec<_> = programs
            .iter()
            .map(|program| flavour.text(program))
            .collect();
        self.build.for_wasm(&texts)
    }

    fn in_node(
        &self,
        orders: &Orders,
        index: usize,
        module: &Path,
    ) -> Result<Result<InNode, Difference>> {
        let out = self.build.dir().join(format!("pkg{index}"));
        let runner = || {
            let mut command = Command::new(&self.node.path);
            command.arg(workspace::root().join("tests/fuzz/run.mjs"));
            command
        };
        if let Err(error) = package::bind(module, Target::Nodejs, self.build.mode, &out) {
            // The engine says in which function.
            let checked: Result<InNode, _> = ran(runner().arg(module))?;
            let said = checked.ok().and_then(|node| node.invalid);
            let text = format!("{}; {}", error.root_cause(), said.unwrap_or_default());
            return Ok(Err(Difference::Invalid(text)));
        }
        let file = out.join("orders.json");
        fs::write(&file, serde_json::to_vec(orders)?)?;
        let name = module.file_stem().context("a module has a name")?;
        let glue = out.join(name).with_extension("js");
        ran(runner().arg(glue).arg(file))
    }
}

fn host_text(program: &Program) -> String {
    let main = include_str!("../../../tests/fuzz/main.rs");
    let allocator = include_str!("../../../tests/fuzz/allocator.rs");
    let (program, driver) = (Flavour::Host.text(program), driver::text(program));
    let program = program.replacen(ALLOWED, "use super::ALLOCATIONS;", 1);
    format!("{ALLOWED}\n{main}\n{allocator}\nmod program {{\n{program}\n{driver}\n}}\n")
}

fn not_built(built: &Built, index: usize) -> Difference {
    // The messages of all programs are one text.
    let name = format!("program{index}.rs:");
    let place = built.messages.find(&name).unwrap_or_default();
    let start = built.messages[..place].rfind("error").unwrap_or_default();
    let text = built.messages[start..].lines().take(12);
    Difference::Build(text.collect::<Vec<_>>().join("\n"))
}

/// What a command prints as JSON.
fn ran<T: DeserializeOwned>(command: &mut Command) -> Result<Result<T, Difference>> {
    let mut log = tempfile::tempfile()?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(Stdio::piped())
        .spawn()?;
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if start.elapsed() > LIMIT {
            child.kill()?;
            child.wait()?;
            return Ok(Err(Difference::Run("no end".to_owned())));
        }
        thread::sleep(Duration::from_millis(5));
    };
    if !status.success() {
        let output = child.wait_with_output()?;
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        return Ok(Err(Difference::Run(format!("{status} {text}"))));
    }
    std::io::Seek::rewind(&mut log)?;
    let read = serde_json::from_reader(&log);
    Ok(read.map_err(|error| Difference::Run(format!("{error}"))))
}

/// Gives each number to one of the workers, and the results in their order.
fn in_parallel<T: Send>(count: usize, work: impl Fn(usize) -> Result<T> + Sync) -> Result<Vec<T>> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    if index >= count {
                        break;
                    }
                    let result = work(index);
                    done.lock().expect("no worker panics").push((index, result));
                }
            });
        }
    });
    let mut done = done.into_inner().expect("no worker panics");
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}
