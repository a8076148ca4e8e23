//! Diagnostics as workflow commands of GitHub Actions, which shows them at their lines in a pull request.

use std::fmt::Write;

use crate::diag::{Diagnostic, Report, Severity};
use crate::source::Sources;

/// Renders a report, one command on a line for each diagnostic: `::error file=…,line=…,title=…::message`. `root` stands
/// before the paths of files: the folder of the project as the repository sees it, with a `/` at its end, or nothing.
pub fn render(report: &Report, sources: &Sources, root: &str) -> String {
    let mut out = String::new();
    for diagnostic in report.iter() {
        let properties: Vec<String> = properties(diagnostic, sources, root)
            .into_iter()
            .map(|(name, value)| format!("{name}={}", escaped(&value, true)))
            .collect();
        let command = command(diagnostic.severity);
        let message = escaped(&message(diagnostic), false);
        writeln!(out, "::{command} {}::{message}", properties.join(",")).expect("a string takes any text");
    }
    out
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

fn properties(diagnostic: &Diagnostic, sources: &Sources, root: &str) -> Vec<(&'static str, String)> {
    let mut properties = Vec::new();
    if let Some(spot) = diagnostic.spot {
        let (start, end) = (sources.position(spot.file, spot.start), sources.position(spot.file, spot.end));
        properties.push(("file", format!("{root}{}", sources.path(spot.file))));
        properties.push(("line", start.line.to_string()));
        properties.push(("endLine", end.line.to_string()));
        // Columns mean something only within one line.
        if start.line == end.line {
            properties.push(("col", start.column.to_string()));
            properties.push(("endColumn", end.column.to_string()));
        }
    } else if let Some(path) = &diagnostic.path {
        properties.push(("file", format!("{root}{path}")));
    }
    properties.push(("title", diagnostic.code.name.to_owned()));
    properties
}

/// The message of a diagnostic with all that a person is told besides.
pub(super) fn message(diagnostic: &Diagnostic) -> String {
    let mut text = diagnostic.message.clone();
    let asides = [("acknowledged", &diagnostic.acknowledged), ("hint", &diagnostic.hint)];
    for (name, aside) in asides {
        if let Some(aside) = aside {
            text.push_str(&format!("\n{name}: {aside}"));
        }
    }
    text
}

/// What a command cannot hold as it is: percent signs and line ends, in a property also what ends it.
fn escaped(text: &str, property: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' => out.push_str("%25"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            ':' if property => out.push_str("%3A"),
            ',' if property => out.push_str("%2C"),
            c if super::is_hidden(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}
