//! Diagnostics for programs.

use serde::Serialize;

use crate::diag::{Diagnostic, Report, Severity, visible_json};
use crate::source::{Position, Sources};

/// The version of the shape of [`render`]'s output; it grows when a field changes its meaning or goes away.
pub const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Output<'a> {
    schema: u32,
    errors: usize,
    warnings: usize,
    notes: usize,
    diagnostics: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    severity: Severity,
    message: &'a str,
    file: Option<&'a str>,
    start: Option<Position>,
    end: Option<Position>,
    label: Option<&'a str>,
    hint: Option<&'a str>,
    acknowledged: Option<&'a str>,
}

/// Renders a report as one JSON object whose `diagnostics` array holds every finding with file, start and end.
pub fn render(report: &Report, sources: &Sources) -> String {
    let output = Output {
        schema: SCHEMA,
        errors: report.count(Severity::Error),
        warnings: report.count(Severity::Warning),
        notes: report.count(Severity::Note),
        diagnostics: report.iter().map(|d| entry(d, sources)).collect(),
    };
    let mut text = serde_json::to_string_pretty(&output).expect("strings and numbers always serialise");
    text.push('\n');
    visible_json(&text).into_owned()
}

fn entry<'a>(d: &'a Diagnostic, sources: &'a Sources) -> Entry<'a> {
    Entry {
        code: d.code.name,
        severity: d.severity,
        message: &d.message,
        file: d.spot.map(|s| sources.path(s.file)).or(d.path.as_deref()),
        start: d.spot.map(|s| sources.position(s.file, s.start)),
        end: d.spot.map(|s| sources.position(s.file, s.end)),
        label: d.label.as_deref(),
        hint: d.hint.as_deref(),
        acknowledged: d.acknowledged.as_deref(),
    }
}
