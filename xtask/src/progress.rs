use std::time::{Duration, Instant};

use crate::output;

const REDRAW: Duration = Duration::from_secs(1);
const REPEAT: Duration = Duration::from_secs(30);

/// The line of a step that takes its time: kept up to date in a terminal, repeated now and then in a log.
pub(crate) struct Progress<'a> {
    title: &'a str,
    start: Instant,
    shown: Duration,
    live: bool,
}

impl<'a> Progress<'a> {
    pub(crate) fn start(title: &'a str) -> Self {
        let live = output::is_live();
        if live {
            output::write(&format!("  {title}"));
        }
        let shown = Duration::ZERO;
        Self {
            title,
            start: Instant::now(),
            shown,
            live,
        }
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    pub(crate) fn tick(&mut self) {
        if output::is_kept() {
            return;
        }
        let elapsed = self.elapsed();
        let every = if self.live { REDRAW } else { REPEAT };
        if elapsed >= self.shown + every {
            self.shown = elapsed;
            self.show(&format!("{} s", elapsed.as_secs()), !self.live);
        }
    }

    pub(crate) fn end(&self, ok: bool) {
        let failed = if ok { "" } else { ", failed" };
        self.show(
            &format!("{:.1} s{failed}", self.elapsed().as_secs_f32()),
            true,
        );
    }

    fn show(&self, time: &str, line_end: bool) {
        let start = if self.live { "\r" } else { "" };
        let end = if line_end { "\n" } else { "" };
        output::write(&format!("{start}  {} ({time}){end}", self.title));
    }
}
