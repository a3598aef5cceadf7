//! What can be asked for.

use std::fmt::Write;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    Index,
    Health,
    Render,
    Count,
    Counts,
    Mend,
    Stream,
    Panic,
    PanicLater,
    Overflow,
    Exhaust,
}

/// Why a request has no route.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    NotFound,
    /// With the method that the path has.
    Method(&'static str),
}

struct Entry {
    route: Route,
    method: &'static str,
    path: &'static str,
    /// What follows in a `curl` line.
    example: &'static str,
    about: &'static str,
}

#[rustfmt::skip]
const ROUTES: [Entry; 11] = [
    Entry { route: Route::Index, method: "GET", path: "/", example: "", about: "this list" },
    Entry { route: Route::Health, method: "GET", path: "/health", example: "", about: "whether it serves" },
    Entry { route: Route::Render, method: "POST", path: "/render", example: " --data '# A *title*'", about: "Markdown as HTML" },
    Entry { route: Route::Count, method: "POST", path: "/count", example: "?name=tea", about: "counts; without a name, it panics half-way and poisons the counters" },
    Entry { route: Route::Counts, method: "GET", path: "/counts", example: "", about: "all counters" },
    Entry { route: Route::Mend, method: "POST", path: "/mend", example: "", about: "makes poisoned counters fit for use" },
    Entry { route: Route::Stream, method: "GET", path: "/stream", example: "?lines=5&pause=200", about: "a slow answer" },
    Entry { route: Route::Panic, method: "POST", path: "/panic", example: "", about: "panics" },
    Entry { route: Route::PanicLater, method: "POST", path: "/panic-later", example: "", about: "panics after an await" },
    Entry { route: Route::Overflow, method: "POST", path: "/overflow", example: "", about: "overflows the stack, which ends the instance" },
    Entry { route: Route::Exhaust, method: "POST", path: "/exhaust", example: "", about: "exhausts memory, which ends the instance" },
];

impl Route {
    pub(crate) fn of(method: &str, path: &str) -> Result<Self, Refusal> {
        let entry = ROUTES.iter().find(|entry| entry.path == path);
        match entry.ok_or(Refusal::NotFound)? {
            entry if entry.method == method => Ok(entry.route),
            entry => Err(Refusal::Method(entry.method)),
        }
    }
}

/// A `curl` line for each route.
pub(crate) fn index(origin: &str) -> String {
    let mut lines = String::new();
    for Entry {
        method,
        path,
        example,
        about,
        ..
    } in &ROUTES
    {
        let method = if *method == "GET" { "-N" } else { "-X POST" };
        let (query, data) = example.split_at(example.find(' ').unwrap_or(example.len()));
        writeln!(
            lines,
            "curl {method} '{origin}{path}{query}'{data}  # {about}"
        )
        .unwrap();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_has_one_method() {
        assert_eq!(Route::of("POST", "/render"), Ok(Route::Render));
        assert_eq!(Route::of("GET", "/render"), Err(Refusal::Method("POST")));
        assert_eq!(Route::of("GET", "/nowhere"), Err(Refusal::NotFound));
    }

    #[test]
    fn the_index_has_each_route() {
        let index = index("http://host");
        assert_eq!(index.lines().count(), ROUTES.len());
        assert!(index.contains("curl -X POST 'http://host/render' --data '# A *title*'  # "));
        assert!(index.contains("curl -N 'http://host/stream?lines=5&pause=200'  # "));
    }
}
