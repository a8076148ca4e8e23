//! Diagnostics for people, in the manner of rustc.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diag::{Diagnostic, Report, Severity, is_hidden, visible};
use crate::source::{Sources, ceil_boundary, floor_boundary};

/// The longest line of a file that is shown under a diagnostic, in bytes; of a longer one only the place is named.
const LONGEST_LINE: usize = 2_000;

/// Renders a report, one paragraph a diagnostic, with a closing line that counts them. Empty for an empty report.
pub fn render(report: &Report, sources: &Sources, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(120);
    let mut out = String::new();
    for diagnostic in report.iter() {
        out.push_str(&one(diagnostic, sources, &renderer));
        out.push_str("\n\n");
    }
    if let Some(summary) = summary(report) {
        out.push_str(&summary);
        out.push('\n');
    }
    out
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
