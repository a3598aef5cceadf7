//! What came of a program's calls, on the host and in Node.

use std::fmt;

use serde::Deserialize;

/// Of one call.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct Outcome {
    result: String,
    /// Of the objects that were lent: what they look like, and how freeing them went.
    after: Vec<String>,
    log: Vec<u32>,
    /// How many `Tracked` were made and not dropped.
    live: i32,
    /// How far the call left the shadow stack from where it was.
    #[serde(default)]
    stack: i64,
    /// The first panic, how long the log was, and whether it is caught in JavaScript.
    #[serde(default)]
    panic: Option<(String, usize, bool)>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct OnHost {
    pub(crate) outcomes: Vec<Outcome>,
    /// Allocations that a further run of all calls leaves behind.
    left: f64,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct InNode {
    pub(crate) invalid: Option<String>,
    pub(crate) outcomes: Vec<Outcome>,
    /// The first call that gave something else when it was made again.
    again: Option<Again>,
    left: f64,
    pages: i64,
}

#[derive(Debug, Deserialize)]
struct Again {
    index: usize,
    outcome: Outcome,
}

/// What is wrong with a module.
#[derive(Clone, Debug)]
pub(crate) enum Difference {
    /// It does not compile.
    Build(String),
    /// The engine or wasm-bindgen's tool refuses it.
    Invalid(String),
    /// The run did not come to its end.
    Run(String),
    /// A call, by its place in the program.
    Call {
        index: usize,
        what: &'static str,
        expected: String,
        actual: String,
    },
    /// Memory that is not given back.
    Growth(String),
}

impl Difference {
    /// Whether another program has the same fault, as far as that can be told.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Call {
                    what: "failure",
                    actual,
                    ..
                },
                Self::Call {
                    what: "failure",
                    actual: other,
                    ..
                },
            ) => actual == other,
            _ => self.kind() == other.kind(),
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Build(_) => "build",
            Self::Invalid(_) => "invalid",
            Self::Run(_) => "run",
            Self::Call { what, .. } => what,
            Self::Growth(_) => "growth",
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Build(text) => write!(f, "does not compile: {text}"),
            Self::Invalid(text) => write!(f, "invalid module: {text}"),
            Self::Run(text) => write!(f, "the run failed: {text}"),
            Self::Growth(text) => f.write_str(text),
            Self::Call {
                what,
                expected,
                actual,
                ..
            } => write!(f, "{what}: expected {expected}, got {actual}"),
        }
    }
}

/// The first difference between the two runs.
pub(crate) fn compare(host: &OnHost, node: &InNode, aborts: bool) -> Option<Difference> {
    if let Some(text) = &node.invalid {
        return Some(Difference::Invalid(text.clone()));
    }
    let pairs = host.outcomes.iter().zip(&node.outcomes).enumerate();
    for (index, (expected, actual)) in pairs {
        let found = match (&expected.panic, aborts) {
            // The call goes on, with what was not dropped.
            (Some((.., true)), true) => None,
            (Some((message, logged, _)), true) => {
                let expected = expected.when_aborted(message, *logged);
                let mut actual = actual.clone();
                // The objects that were lent are freed all the same.
                actual.log.truncate(expected.log.len());
                expected.differs(&actual)
            }
            _ => expected.differs(actual),
        };
        if let Some((what, expected, actual)) = found {
            return Some(Difference::Call {
                index,
                what,
                expected,
                actual,
            });
        }
    }
    if aborts {
        return None;
    }
    if let Some(again) = &node.again {
        return Some(Difference::Call {
            index: again.index,
            what: "the call again",
            expected: format!("{:?}", node.outcomes[again.index]),
            actual: format!("{:?}", again.outcome),
        });
    }
    let grows = node.left > host.left || node.pages > 0;
    grows.then(|| {
        Difference::Growth(format!(
            "all calls leave {} allocations on each round, {} on the host; memory grew by {} pages",
            node.left, host.left, node.pages
        ))
    })
}

impl Outcome {
    /// What is left of this where no panic is caught and nothing is dropped.
    fn when_aborted(&self, message: &str, logged: usize) -> Self {
        Self {
            result: format!("panics {message}"),
            after: Vec::new(),
            log: self.log[..logged.min(self.log.len())].to_vec(),
            live: i32::MIN,
            stack: 0,
            panic: None,
        }
    }

    /// What is not as expected, and how.
    fn differs(&self, actual: &Self) -> Option<(&'static str, String, String)> {
        let show = |value: &dyn fmt::Debug| format!("{value:?}");
        let has_aborted = self.live == i32::MIN;
        // The runner's word for what is no result of a call.
        if actual.result.starts_with("fails") {
            return Some(("failure", show(&self.result), show(&actual.result)));
        }
        if self.log != actual.log {
            return Some(("log", show(&self.log), show(&actual.log)));
        }
        if self.result != actual.result {
            return Some(("result", show(&self.result), show(&actual.result)));
        }
        if self.after != actual.after && !has_aborted {
            return Some(("objects", show(&self.after), show(&actual.after)));
        }
        if self.live != actual.live && !has_aborted {
            return Some(("live objects", show(&self.live), show(&actual.live)));
        }
        (actual.stack != 0).then(|| ("stack", "0".to_owned(), show(&actual.stack)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PANICKED: &str = r#"{"result":"panics the fuse at 1","after":["[1]"],"log":[1,2],"live":0,"panic":["the fuse at 1",1,false]}"#;

    fn difference(node: &str, aborts: bool) -> Option<&'static str> {
        let host = format!("{{\"outcomes\":[{PANICKED}],\"left\":0}}");
        let host = serde_json::from_str(&host).unwrap();
        let node = format!("{{\"outcomes\":[{node}],\"left\":0,\"pages\":0}}");
        let node = serde_json::from_str(&node).unwrap();
        compare(&host, &node, aborts).map(|difference| difference.kind())
    }

    #[test]
    fn the_same_is_no_difference() {
        assert_eq!(difference(PANICKED, false), None);
    }

    #[test]
    fn every_part_of_an_outcome_counts() {
        for (from, to, kind) in [
            ("[1,2]", "[1]", "log"),
            ("panics", "throws", "result"),
            ("panics", "fails", "failure"),
            ("\"[1]\"", "\"[2]\"", "objects"),
            ("\"live\":0", "\"live\":1", "live objects"),
            ("\"live\":0", "\"live\":0,\"stack\":16", "stack"),
        ] {
            assert_eq!(difference(&PANICKED.replace(from, to), false), Some(kind));
        }
    }

    #[test]
    fn where_panics_abort_only_what_was_before_the_panic_counts() {
        let aborted = |log: &str| {
            format!(r#"{{"result":"panics the fuse at 1","after":[],"log":{log},"live":3}}"#)
        };
        assert_eq!(difference(&aborted("[1]"), true), None);
        assert_eq!(difference(&aborted("[1,7]"), true), None);
        assert_eq!(difference(&aborted("[2]"), true), Some("log"));
    }
}
