use std::collections::{BTreeMap, BTreeSet};
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};

use crate::output;

/// More would want memory that a developer's machine may not have.
const MOST: usize = 4;

/// How often a run says what it is at.
const REMIND: Duration = Duration::from_secs(30);

/// Something to run, beside others that want another folder.
pub(crate) struct Task<'a> {
    pub(crate) name: String,
    /// The target folder that cargo locks.
    pub(crate) folder: Option<PathBuf>,
    pub(crate) body: Box<dyn Fn() -> Result<()> + Sync + 'a>,
}

/// How a task has ended.
pub(crate) struct Ended {
    pub(crate) outcome: Result<()>,
    pub(crate) time: Duration,
    /// All that it printed, unless that was shown as it went.
    pub(crate) text: String,
}

#[derive(Default)]
struct Queue {
    waiting: Vec<usize>,
    in_use: BTreeSet<PathBuf>,
}

enum Event {
    Started(usize),
    Ended(usize, Ended),
}

/// Runs tasks side by side, and prints what each has printed once it has ended. One alone prints as it goes.
pub(crate) fn run(tasks: &[Task<'_>]) -> Vec<Ended> {
    if let [task] = tasks {
        eprintln!("\n{}", task.name);
        let ended = timed(&task.body);
        report(&ended);
        return vec![ended];
    }
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let workers = workers.min(MOST).min(tasks.len());
    eprintln!("{} jobs, {workers} at a time", tasks.len());
    let waiting = (0..tasks.len()).collect();
    let queue = Mutex::new(Queue {
        waiting,
        ..Queue::default()
    });
    let (freed, (sender, receiver)) = (Condvar::new(), mpsc::channel());
    thread::scope(|scope| {
        for _ in 0..workers {
            let (queue, freed, sender) = (&queue, &freed, sender.clone());
            scope.spawn(move || work(tasks, queue, freed, &sender));
        }
        drop(sender);
        watch(tasks, &receiver)
    })
}

fn work(tasks: &[Task<'_>], queue: &Mutex<Queue>, freed: &Condvar, events: &Sender<Event>) {
    let lock = || queue.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        let mut at = lock();
        let next = loop {
            if at.waiting.is_empty() {
                return;
            }
            if let Some(next) = at.take(tasks) {
                break next;
            }
            at = freed.wait(at).unwrap_or_else(PoisonError::into_inner);
        };
        drop(at);
        // The watcher lives as long as any worker.
        let _ = events.send(Event::Started(next));
        let ended = match output::keep(|| timed(&tasks[next].body)) {
            Ok((ended, text)) => Ended { text, ..ended },
            Err(error) => failed(error),
        };
        let _ = events.send(Event::Ended(next, ended));
        if let Some(folder) = &tasks[next].folder {
            lock().in_use.remove(folder);
        }
        freed.notify_all();
    }
}

impl Queue {
    /// The first whose folder is free.
    fn take(&mut self, tasks: &[Task<'_>]) -> Option<usize> {
        let is_free = |&task: &usize| {
            let folder = tasks[task].folder.as_ref();
            folder.is_none_or(|folder| !self.in_use.contains(folder))
        };
        let at = self.waiting.iter().position(is_free)?;
        let task = self.waiting.remove(at);
        self.in_use.extend(tasks[task].folder.clone());
        Some(task)
    }
}

fn watch(tasks: &[Task<'_>], events: &mpsc::Receiver<Event>) -> Vec<Ended> {
    let mut running = BTreeMap::new();
    let mut all = BTreeMap::new();
    loop {
        match events.recv_timeout(REMIND) {
            Ok(Event::Started(task)) => {
                running.insert(task, Instant::now());
            }
            Ok(Event::Ended(task, ended)) => {
                running.remove(&task);
                let count = all.len() + 1;
                let result = if ended.outcome.is_ok() {
                    "passed"
                } else {
                    "FAILED"
                };
                let time = ended.time.as_secs_f32();
                eprintln!(
                    "\n{count} of {}: {}, {result}, {time:.1} s",
                    tasks.len(),
                    tasks[task].name
                );
                eprint!("{}", ended.text);
                report(&ended);
                all.insert(task, ended);
            }
            Err(RecvTimeoutError::Timeout) => {
                let now = running.iter().map(|(&task, start): (_, &Instant)| {
                    format!("{} ({} s)", tasks[task].name, start.elapsed().as_secs())
                });
                let now: Vec<_> = now.collect();
                let left = tasks.len() - all.len() - running.len();
                eprintln!("\nrunning: {}; {left} to come", now.join(", "));
            }
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    let ended = |task| {
        all.remove(&task)
            .unwrap_or_else(|| failed(anyhow!("it did not run")))
    };
    (0..tasks.len()).map(ended).collect()
}

fn timed(body: &dyn Fn() -> Result<()>) -> Ended {
    let start = Instant::now();
    // A worker that is gone would keep its folder. Nothing is left half-changed but what the task built.
    let outcome = panic::catch_unwind(AssertUnwindSafe(body));
    let outcome = outcome.unwrap_or_else(|_| Err(anyhow!("xtask panicked")));
    let time = start.elapsed();
    Ended {
        outcome,
        time,
        text: String::new(),
    }
}

fn failed(error: anyhow::Error) -> Ended {
    Ended {
        outcome: Err(error),
        time: Duration::ZERO,
        text: String::new(),
    }
}

fn report(ended: &Ended) {
    if let Err(error) = &ended.outcome {
        eprintln!("error: {error:#}");
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn tasks_of_one_folder_never_meet_and_all_end() {
        let inside = AtomicUsize::new(0);
        let task = |number: usize| Task {
            name: number.to_string(),
            folder: Some(PathBuf::from("one")),
            body: Box::new(|| {
                let others = inside.fetch_add(1, Ordering::SeqCst);
                thread::sleep(Duration::from_millis(2));
                inside.fetch_sub(1, Ordering::SeqCst);
                anyhow::ensure!(others == 0, "not alone");
                Ok(())
            }),
        };
        let tasks: Vec<_> = (0..8).map(task).collect();
        let ended = run(&tasks);
        assert_eq!(ended.len(), 8);
        assert!(ended.iter().all(|ended| ended.outcome.is_ok()));
    }

    #[test]
    fn a_task_that_fails_ends_no_other() {
        let task = |number: usize| Task {
            name: number.to_string(),
            folder: None,
            body: Box::new(move || {
                if number == 1 {
                    Err(anyhow!("one"))
                } else {
                    Ok(())
                }
            }),
        };
        let tasks: Vec<_> = (0..3).map(task).collect();
        let failed: Vec<_> = run(&tasks)
            .iter()
            .map(|ended| ended.outcome.is_err())
            .collect();
        assert_eq!(failed, [false, true, false]);
    }

    #[test]
    fn what_is_free_goes_before_what_waits() {
        let task = |folder: &str| Task {
            name: String::new(),
            folder: Some(PathBuf::from(folder)),
            body: Box::new(|| Ok(())),
        };
        let tasks = [task("a"), task("a"), task("b")];
        let mut queue = Queue {
            waiting: vec![0, 1, 2],
            ..Queue::default()
        };
        let taken: Vec<_> = (0..3).map(|_| queue.take(&tasks)).collect();
        assert_eq!(taken, [Some(0), Some(2), None]);
    }
}
