//! `citeplot deck --refresh`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};

use citeplot::build::{Build, FigureCache, check_records};
use citeplot::diag::{Severity, visible, visible_json};
use citeplot::project::Project;
use citeplot::publish::ooxml::{Found, Place, Refreshed, Refresher, Renewal, State};

use super::output::{self, Terminal};
use super::own_file::OwnFile;
use super::progress::Progress;
use super::{Failure, Outcome};

/// How presentations are brought up to date.
#[derive(Clone, Copy, Debug)]
pub(super) struct Refresh<'a> {
    pub(super) files: &'a [PathBuf],
    /// Write nothing.
    pub(super) check: bool,
    /// Keep each file as it was beside it.
    pub(super) keep: bool,
    /// Write also what is read-only or open elsewhere.
    pub(super) force: bool,
    /// Whether the outcome goes to stdout as JSON.
    pub(super) json: bool,
}

/// What became of a file.
struct Done {
    file: String,
    outcome: Result<Refreshed, Failure>,
}

impl Refresh<'_> {
    pub(super) fn run(&self, project: &Project, terminal: &Terminal) -> Result<Outcome, Failure> {
        let mut report = project.unread.clone();
        check_records(project, &mut report);
        report.sort(&project.sources);
        terminal.report_from(Severity::Error, &report, &project.sources);
        if report.has_errors() {
            return Ok(Outcome::Faults);
        }
        let build = Build::new(project);
        let figures = FigureCache::new(&build);
        let draw = |found: &Found| figures.renewed(found).map(Arc::unwrap_or_clone);
        let refresher = Refresher::new(&draw);
        let all: Vec<Done> = self
            .files
            .iter()
            .map(|path| Done { file: path.display().to_string(), outcome: self.file(path, &refresher, terminal) })
            .collect();
        terminal.report_from(Severity::Error, &figures.into_faults(), &project.sources);
        if self.json {
            let all: Vec<Value> = all.iter().map(|done| self.object(done)).collect();
            output::data(&visible_json(&format!("{:#}\n", Value::Array(all))))?;
        }
        let (mut failed, mut faulty) = (false, false);
        for done in &all {
            match &done.outcome {
                Ok(refreshed) => {
                    faulty |= self.is_faulty(refreshed);
                    self.say(&done.file, refreshed, terminal);
                }
                Err(failure) => {
                    failed = true;
                    terminal.failure(failure);
                }
            }
        }
        Ok(match (failed, faulty) {
            (true, _) => Outcome::Failed,
            (false, true) => Outcome::Faults,
            (false, false) => Outcome::Fine,
        })
    }

    /// Brings one file up to date, and writes it when it changed.
    fn file(&self, path: &Path, refresher: &Refresher<'_>, terminal: &Terminal) -> Result<Refreshed, Failure> {
        let file = OwnFile::read(path)?;
        let progress = Progress::new(&path.display().to_string(), terminal.is_quiet());
        let refreshed = refresher.refresh(&file.bytes, &|done, all| progress.tick(done, all));
        drop(progress);
        let refreshed = refreshed.map_err(|e| Failure::from(e).about(path))?;
        if !self.check && refreshed.bytes != file.bytes {
            if !self.force {
                file.writable()?;
            }
            if self.keep {
                file.keep()?;
            }
            file.replace(&refreshed.bytes, self.force)?;
        }
        Ok(refreshed)
    }

    /// Whether a presentation holds something that the records do not make, and still does after this run.
    fn is_faulty(&self, refreshed: &Refreshed) -> bool {
        refreshed.renewals.iter().any(|r| match r.state {
            State::Current => false,
            State::Renewed => self.check,
            State::Gone | State::Refused(_) => true,
        })
    }

    fn say(&self, file: &str, refreshed: &Refreshed, terminal: &Terminal) {
        let say = |text: &str| terminal.say(&visible(&format!("{file}: {text}")));
        for renewal in &refreshed.renewals {
            say(&self.line(renewal));
        }
        match refreshed.others {
            0 => {}
            1 => say("1 other picture or chart: left as it is"),
            n => say(&format!("{n} other pictures and charts: left as they are")),
        }
        if refreshed.renewals.is_empty() {
            say("the presentation holds no figure of citeplot");
        }
    }

    fn line(&self, renewal: &Renewal) -> String {
        let state = match (renewal.state, self.check) {
            (State::Current, _) => "up to date",
            (State::Renewed, true) => "stale",
            (State::Renewed, false) => "renewed",
            (State::Gone, _) => "no longer in the project, left as it is",
            (State::Refused(why), _) => &format!("left as it is, because it can be no native chart any more: {why}"),
        };
        let found = &renewal.found;
        format!("{}: {} ({}): {state}", found.place, found.chart, found.locale)
    }

    /// The outcome of a file for programs.
    fn object(&self, done: &Done) -> Value {
        let refreshed = match &done.outcome {
            Ok(refreshed) => refreshed,
            Err(failure) => {
                return json!({ "file": done.file, "state": "failed", "error": failure.message, "hint": failure.hint });
            }
        };
        let state = match (refreshed.renewals.iter().any(|r| r.state == State::Renewed), self.check) {
            (false, _) => "current",
            (true, true) => "stale",
            (true, false) => "renewed",
        };
        let figures: Vec<Value> = refreshed.renewals.iter().map(|r| self.figure(r)).collect();
        json!({ "file": done.file, "state": state, "others": refreshed.others, "figures": figures })
    }

    fn figure(&self, renewal: &Renewal) -> Value {
        let state = match (renewal.state, self.check) {
            (State::Current, _) => "current",
            (State::Renewed, true) => "stale",
            (State::Renewed, false) => "renewed",
            (State::Gone, _) => "gone",
            (State::Refused(_), _) => "refused",
        };
        let found = &renewal.found;
        let mut figure = match &found.place {
            Place::Slide(number) => json!({ "slide": number }),
            Place::Layout(name) => json!({ "layout": name }),
            Place::Master(name) => json!({ "master": name }),
        };
        figure["chart"] = json!(found.chart);
        figure["locale"] = json!(found.locale);
        figure["state"] = json!(state);
        figure
    }
}
