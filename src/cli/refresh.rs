//! `citeplot deck --refresh`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};

use citeplot::build::{Build, FigureCache, check_records};
use citeplot::diag::{Severity, visible};
use citeplot::project::Project;
use citeplot::project::recipe::SlideRecipe;
use citeplot::publish::ooxml::{Found, Place, Refreshed, Refresher, Renewal, SlideOf, State, TextRenewal, TextState};

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
        let titles = |slide: &SlideOf<'_>| titles(project, slide);
        let speaks = |tag: &str| project.config.locales.iter().any(|locale| locale.tag() == tag);
        let refresher = Refresher::new(&draw).titled(&titles).speaking(&speaks);
        let all: Vec<Done> = self
            .files
            .iter()
            .map(|path| Done { file: path.display().to_string(), outcome: self.file(path, &refresher, terminal) })
            .collect();
        terminal.report_from(Severity::Error, &figures.into_faults(), &project.sources);
        if self.json {
            let all: Vec<Value> = all.iter().map(|done| self.object(done)).collect();
            output::json(&all)?;
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
        let tick = |done, all| progress.tick(done, all);
        let refreshed = match self.check {
            true => refresher.check(&file.bytes, &tick),
            false => refresher.refresh(&file.bytes, &tick),
        };
        drop(progress);
        let mut refreshed = refreshed.map_err(|e| Failure::from(e).about(path))?;
        // The files of one call are not held in memory together.
        let new = std::mem::take(&mut refreshed.bytes);
        if !self.check && new != file.bytes {
            if !self.force {
                file.writable()?;
            }
            if self.keep {
                file.keep()?;
            }
            file.replace(&new, self.force)?;
        }
        Ok(refreshed)
    }

    /// Whether a presentation holds something that the records do not make, and still does after this run.
    fn is_faulty(&self, refreshed: &Refreshed) -> bool {
        let texts = refreshed.texts.iter().any(|t| match t.state {
            TextState::Renewed => self.check,
            TextState::Restored | TextState::Unknown | TextState::Missing => false,
            TextState::Edited | TextState::Unsupported(_) => true,
        });
        texts
            || refreshed.renewals.iter().any(|r| match r.state {
                State::Current => false,
                State::Renewed | State::Rebuilt => self.check,
                State::Gone | State::Refused(_) | State::Lost(_) => true,
            })
    }

    fn say(&self, file: &str, refreshed: &Refreshed, terminal: &Terminal) {
        let say = |text: &str| terminal.say(&visible(&format!("{file}: {text}")));
        for renewal in &refreshed.renewals {
            say(&self.line(renewal));
        }
        for text in &refreshed.texts {
            say(&self.text_line(text));
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
            (State::Rebuilt, true) => "stale, and of another form",
            (State::Rebuilt, false) => "drawn anew, because its form has changed",
            (State::Gone, _) => "no longer in the project, left as it is",
            (State::Lost(why), _) => &format!("left as it is: {why}"),
            (State::Refused(why), _) => {
                &format!("left as it is, because it cannot be renewed as a native chart: {why}")
            }
        };
        let found = &renewal.found;
        format!("{}: {} ({}): {state}", found.place, found.chart, found.locale)
    }

    fn text_line(&self, text: &TextRenewal) -> String {
        let state = match (&text.state, self.check) {
            (TextState::Renewed, true) => "stale".to_owned(),
            (TextState::Renewed, false) => "renewed".to_owned(),
            (TextState::Restored, true) => "dropped by another program".to_owned(),
            (TextState::Restored, false) => "dropped by another program, written again".to_owned(),
            (TextState::Edited, _) => {
                "edited since citeplot wrote it, and the records have changed too: left as it is".to_owned()
            }
            (TextState::Unknown, _) => {
                "its shape is not named as citeplot names it and it is not the title of the chart, so that \
                nothing tells whether citeplot wrote it: left as it is"
                    .to_owned()
            }
            (TextState::Missing, _) => "not found on this slide".to_owned(),
            (TextState::Unsupported(words), _) => {
                let quoted: Vec<String> = words.iter().map(|w| format!("`{w}`")).collect();
                format!("no value of the chart supports {}", quoted.join(", "))
            }
        };
        format!("{}: {} of {}: {state}", text.place, text.part, text.chart)
    }

    /// The outcome of a file for programs.
    fn object(&self, done: &Done) -> Value {
        let refreshed = match &done.outcome {
            Ok(refreshed) => refreshed,
            Err(failure) => {
                return json!({ "file": done.file, "state": "failed", "error": failure.message, "hint": failure.hint });
            }
        };
        let state =
            match (refreshed.renewals.iter().any(|r| matches!(r.state, State::Renewed | State::Rebuilt)), self.check) {
                (false, _) => "current",
                (true, true) => "stale",
                (true, false) => "renewed",
            };
        let figures: Vec<Value> = refreshed.renewals.iter().map(|r| self.figure(r)).collect();
        let texts: Vec<Value> = refreshed.texts.iter().map(|t| self.text(t)).collect();
        json!({ "file": done.file, "state": state, "others": refreshed.others, "figures": figures, "texts": texts })
    }

    fn figure(&self, renewal: &Renewal) -> Value {
        let state = match (renewal.state, self.check) {
            (State::Current, _) => "current",
            (State::Renewed, true) => "stale",
            (State::Renewed, false) => "renewed",
            (State::Rebuilt, true) => "stale",
            (State::Rebuilt, false) => "rebuilt",
            (State::Gone, _) => "gone",
            (State::Refused(_), _) => "refused",
            (State::Lost(_), _) => "lost",
        };
        let found = &renewal.found;
        let mut figure = place(&found.place);
        figure["chart"] = json!(found.chart);
        figure["locale"] = json!(found.locale);
        figure["state"] = json!(state);
        figure
    }

    fn text(&self, text: &TextRenewal) -> Value {
        let mut object = place(&text.place);
        object["chart"] = json!(text.chart);
        object["part"] = json!(text.part.to_string());
        object["state"] = json!(match (&text.state, self.check) {
            (TextState::Renewed, true) => "stale",
            (TextState::Renewed, false) => "renewed",
            (TextState::Restored, true) => "dropped",
            (TextState::Restored, false) => "restored",
            (TextState::Edited, _) => "edited",
            (TextState::Unsupported(_), _) => "unsupported",
            (TextState::Unknown, _) => "unknown",
            (TextState::Missing, _) => "missing",
        });
        if let TextState::Unsupported(words) = &text.state {
            object["words"] = json!(words);
        }
        object
    }
}

/// Where something stands, for programs.
fn place(place: &Place) -> Value {
    match place {
        Place::Slide(number) => json!({ "slide": number }),
        Place::Layout(name) => json!({ "layout": name }),
        Place::Master(name) => json!({ "master": name }),
    }
}

/// The titles that a deck recipe gives to the slides of a chart.
fn titles(project: &Project, of: &SlideOf<'_>) -> Vec<String> {
    let deck = project.decks.iter().find(|d| d.id == of.deck);
    let title = |slide: &SlideRecipe| match slide {
        SlideRecipe::Chart { chart, title: Some(title), .. } if chart.value == of.chart => {
            Some(title.get(of.locale).to_owned())
        }
        SlideRecipe::Chart { .. }
        | SlideRecipe::Pair { .. }
        | SlideRecipe::Section(_)
        | SlideRecipe::Words { .. }
        | SlideRecipe::Agenda(_) => None,
    };
    deck.map(|d| d.slides.iter().filter_map(title).collect()).unwrap_or_default()
}
