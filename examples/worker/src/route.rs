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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    entry(Route::Index, "GET", "/", "", "this list"),
    entry(Route::Health, "GET", "/health", "", "whether it serves"),
    entry(Route::Render, "POST", "/render", " --data '# A *title*'", "Markdown as HTML"),
    entry(Route::Count, "POST", "/count", "?name=tea", "counts; without a name, panics half-way"),
    entry(Route::Counts, "GET", "/counts", "", "all counters"),
    entry(Route::Mend, "POST", "/mend", "", "makes counters fit for use after a panic"),
    entry(Route::Stream, "GET", "/stream", "?lines=5&pause=200", "a slow answer"),
    entry(Route::Panic, "POST", "/panic", "", "panics"),
    entry(Route::PanicLater, "POST", "/panic-later", "", "panics after an await"),
    entry(Route::Overflow, "POST", "/overflow", "", "overflows the stack, which ends the instance"),
    entry(Route::Exhaust, "POST", "/exhaust", "", "exhausts memory, which ends the instance"),
];

const fn entry(
    route: Route,
    method: &'static str,
    path: &'static str,
    example: &'static str,
    about: &'static str,
) -> Entry {
    Entry {
        route,
        method,
        path,
        example,
        about,
    }
}

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
