//! Diagnostics for people, in the manner of rustc.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diag::{Diagnostic, Report, Severity, visible};
use crate::source::Sources;

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
        let path = sources.path(spot.file);
        match sources.line(spot.file, spot.start) {
            Some((number, line, start)) if line.len() <= LONGEST_LINE => {
                let from = (spot.start as usize).saturating_sub(start).min(line.len());
                let to = (spot.end as usize).saturating_sub(start).clamp(from, line.len());
                let annotation = AnnotationKind::Primary.span(from..to).label(label);
                group = group.element(Snippet::source(line).line_start(number).path(path).annotation(annotation));
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
