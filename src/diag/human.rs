//! Diagnostics for people, in the manner of rustc.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diag::{Diagnostic, Report, Severity, is_hidden, visible};
use crate::source::{Sources, ceil_boundary, floor_boundary};

/// The longest line of a file that is shown under a diagnostic, in bytes; of a longer one only the place is named.
const LONGEST_LINE: usize = 2_000;

/// Renders a whole report, one paragraph for each diagnostic, with a closing line that counts them. Empty for an empty
/// report.
pub fn render(report: &Report, sources: &Sources, color: bool) -> String {
    render_most(report, sources, color, usize::MAX)
}

/// The same with at most `most` diagnostics, and a line that counts the others. Errors are left out last, notes first;
/// what stays keeps its order.
pub fn render_most(report: &Report, sources: &Sources, color: bool, most: usize) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(120);
    let mut out = String::new();
    let shown = heaviest(report, most);
    for diagnostic in &shown {
        out.push_str(&one(diagnostic, sources, &renderer));
        out.push_str("\n\n");
    }
    let rest = report.iter().count() - shown.len();
    if rest > 0 {
        out.push_str(&format!("{rest} more are not shown: `citeplot check --all` shows them\n"));
    }
    if let Some(summary) = summary(report) {
        out.push_str(&summary);
        out.push('\n');
    }
    out
}

/// The heaviest diagnostics of a report, in its order.
fn heaviest(report: &Report, most: usize) -> Vec<&Diagnostic> {
    let mut room = most;
    let kept = [Severity::Error, Severity::Warning, Severity::Note].map(|severity| {
        let count = report.count(severity).min(room);
        room -= count;
        (severity, count)
    });
    let mut left = BTreeMap::from(kept);
    let fits = |diagnostic: &&Diagnostic| {
        let left = left.get_mut(&diagnostic.severity).filter(|left| **left > 0);
        left.map(|left| *left -= 1).is_some()
    };
    report.iter().filter(fits).collect()
}

/// "2 errors, 1 warning", or nothing for an empty report.
pub fn summary(report: &Report) -> Option<String> {
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter_map(|severity| match report.count(severity) {
            0 => None,
            1 => Some(format!("1 {}", severity.word())),
            n => Some(format!("{n} {}s", severity.word())),
        })
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn one(diagnostic: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = visible(&diagnostic.message);
    let label = diagnostic.label.as_deref().map(visible);
    let title = level.clone().primary_title(message).id(diagnostic.code.name);
    let mut group: Group<'_> = Group::with_title(title);
    if let Some(spot) = diagnostic.spot {
        let path = visible(sources.path(spot.file));
        match sources.line(spot.file, spot.start) {
            Some((number, line, start)) if line.len() <= LONGEST_LINE => {
                let excerpt = Excerpt::of(line, spot.start as usize - start..(spot.end as usize).saturating_sub(start));
                let annotation = AnnotationKind::Primary.span(excerpt.marked).label(label);
                group =
                    group.element(Snippet::source(excerpt.text).line_start(number).path(path).annotation(annotation));
            }
            _ => {
                let position = sources.position(spot.file, spot.start);
                group = group.element(Origin::path(path).line(position.line).char_column(position.column));
            }
        }
    } else if let Some(path) = &diagnostic.path {
        group = group.element(Origin::path(visible(path)));
    }
    if let Some(reason) = &diagnostic.acknowledged {
        group = group.element(Level::NOTE.with_name("acknowledged").message(visible(reason)));
    }
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.with_name("hint").message(visible(hint)));
    }
    renderer.render(&[group])
}

/// A line of a file as a terminal may show it, with the bytes of it that are underlined.
struct Excerpt {
    text: String,
    marked: Range<usize>,
}

impl Excerpt {
    /// Each hidden character but the tab becomes a replacement character; the marked bytes move along, and are widened
    /// to whole characters where they do not fall between two.
    fn of(line: &str, marked: Range<usize>) -> Self {
        let shown = |part: &str| part.replace(|c| is_hidden(c) && c != '\t', "\u{fffd}");
        let start = floor_boundary(line, marked.start);
        let end = ceil_boundary(line, marked.end).max(start);
        let (before, inside) = (shown(&line[..start]), shown(&line[start..end]));
        let marked = before.len()..before.len() + inside.len();
        Self { text: before + &inside + &shown(&line[end..]), marked }
    }
}
