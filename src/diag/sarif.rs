//! Diagnostics in the Static Analysis Results Interchange Format (SARIF) 2.1.0, which editors and code hosts read.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::diag::github::message;
use crate::diag::{Code, Diagnostic, Report, visible_json};
use crate::source::{Sources, Spot};

/// Where the format is described.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Message,
    help: Message,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'a> {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Suppression<'a> {
    kind: &'static str,
    justification: &'a str,
}

/// Renders a report as one SARIF document. `codes` are all that could have been found, each of which becomes a rule;
/// `root` stands before the paths of files: the folder of the project as the repository sees it, with a `/` at its end,
/// or nothing. An acknowledged diagnostic is a suppressed result.
pub fn render(report: &Report, sources: &Sources, codes: &[&Code], root: &str) -> String {
    let results = report.iter().map(|diagnostic| {
        let acknowledged = diagnostic.acknowledged.as_deref();
        let suppression = acknowledged.map(|justification| Suppression { kind: "inSource", justification });
        Finding {
            rule_id: diagnostic.code.name,
            rule_index: codes.iter().position(|code| *code == diagnostic.code),
            level: diagnostic.severity.word(),
            message: Message { text: message(diagnostic) },
            locations: location(diagnostic, sources, root).into_iter().collect(),
            suppressions: suppression.into_iter().collect(),
        }
    });
    let driver = Driver {
        name: "citeplot",
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: codes.iter().map(|code| rule(code)).collect(),
    };
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results: results.collect() };
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run] };
    let mut text = serde_json::to_string_pretty(&log).expect("strings and numbers always serialise");
    text.push('\n');
    visible_json(&text).into_owned()
}

fn rule(code: &Code) -> Rule {
    Rule {
        id: code.name,
        short_description: Message { text: code.finds.to_owned() },
        help: Message { text: code.why.to_owned() },
        default_configuration: Configuration { level: code.severity.word() },
    }
}

fn location(diagnostic: &Diagnostic, sources: &Sources, root: &str) -> Option<Location> {
    let path = diagnostic.spot.map(|s| sources.path(s.file)).or(diagnostic.path.as_deref())?;
    let artifact_location = ArtifactLocation { uri: uri(&format!("{root}{path}")), uri_base_id: "%SRCROOT%" };
    let region = diagnostic.spot.map(|spot| region(spot, sources));
    Some(Location { physical_location: PhysicalLocation { artifact_location, region } })
}

fn region(spot: Spot, sources: &Sources) -> Region {
    let (start, end) = (sources.position(spot.file, spot.start), sources.position(spot.file, spot.end));
    Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
}

/// What is percent-encoded in a relative reference (RFC 3986): everything but unreserved characters and `/`.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// A path as a relative reference.
fn uri(path: &str) -> String {
    utf8_percent_encode(path, ENCODED).to_string()
}
