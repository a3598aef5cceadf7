//! What this isolate has counted.

use std::collections::BTreeMap;

use serde_json::json;
use unwind_export::{Poison, export, import, recovery};

/// Where the counts are kept for the instance that takes over after an abort.
const KEPT: &str = "counts";

/// Counters by name, and their total.
#[export]
pub struct Counters {
    counts: BTreeMap<String, u32>,
    total: u32,
    #[export(poison)]
    poison: Poison,
}

#[export]
impl Counters {
    /// Goes on where an instance before this one has stopped.
    #[export(constructor)]
    #[must_use]
    pub fn new() -> Self {
        let kept = recovery::kept(KEPT).and_then(|kept| kept.as_string());
        let counts = kept.map_or_else(BTreeMap::new, |kept| serde_json::from_str(&kept).unwrap());
        Self {
            total: counts.values().sum(),
            counts,
            poison: Poison::new(),
        }
    }

    /// Counts one more.
    ///
    /// # Panics
    ///
    /// If the name is empty: then the total is one ahead, and the counters are poisoned.
    pub fn count(&mut self, name: &str) -> String {
        self.total += 1;
        assert!(!name.is_empty(), "a counter has a name");
        let count = self.counts.entry(name.to_owned()).or_default();
        *count += 1;
        let answer = json!({ "name": name, "count": count, "total": self.total });
        recovery::keep(KEPT, &json!(self.counts).to_string().into());
        answer.to_string()
    }

    /// All counters.
    #[must_use]
    pub fn list(&self) -> String {
        json!({ "counts": self.counts, "total": self.total }).to_string()
    }

    /// Counts the total again, and allows further calls after a panic.
    #[export(allow_poisoned)]
    pub fn mend(&mut self) -> String {
        self.total = self.counts.values().sum();
        self.poison.clear();
        self.list()
    }
}

impl Default for Counters {
    fn default() -> Self {
        Self::new()
    }
}

#[import]
extern "C" {
    /// The isolate's [`Counters`], as JavaScript holds them: each call is one of an export, so
    /// that a panic in it poisons them.
    #[import(typescript_type = "Counters")]
    pub type SharedCounters;

    #[import(method)]
    pub(crate) fn count(this: &SharedCounters, name: &str) -> String;

    #[import(method)]
    pub(crate) fn list(this: &SharedCounters) -> String;

    #[import(method)]
    pub(crate) fn mend(this: &SharedCounters) -> String;
}
