//! Alt text and description.
//!
//! The alt text follows Cesal's formula (kind of chart, of what, source) and reaches the second level of Lundgard and
//! Satyanarayan (2021): the values and how they stand to each other. The description adds the reading of every mark.

use crate::figure::data::{Cell, Mark, Plot, Row, Series};
use crate::figure::request::Request;
use crate::language::phrases::fill;
use crate::locale::KindNames;
use crate::project::recipe::ChartKind;

/// About how many characters an alt text may have before rows are left out.
const LENGTH: usize = 360;

/// The alt text.
pub(crate) fn alt(request: &Request<'_>, plot: &Plot, subtitle: &str, source: &str) -> String {
    let words = request.words();
    let kind = name(request.recipe.kind, &words.kinds);
    let title = trimmed(request.recipe.title.get(request.locale));
    let stop = words.stop();
    let mut text = words.sentences(&[format!("{kind}: {title}{stop}"), format!("{subtitle}{stop}")]);
    let rows: Vec<String> = match request.recipe.kind.has_waves() {
        true => plot.rows().flat_map(|r| courses(request, plot, r)).collect(),
        false => plot.rows().map(|r| reading(request, plot, r)).collect(),
    };
    let room = LENGTH.saturating_sub(text.chars().count() + source.chars().count());
    let mut used = 0;
    let mut shown = 0;
    for row in &rows {
        used += row.chars().count() + 2;
        if shown > 0 && used > room {
            break;
        }
        text.push_str(if shown == 0 { " " } else { "; " });
        text.push_str(row);
        shown += 1;
    }
    if shown < rows.len() {
        text.push_str(", ");
        text.push_str(&fill(words.more_rows, &[("n", &(rows.len() - shown).to_string())]));
    }
    words.sentences(&[format!("{text}{}", words.stop()), source.to_owned()])
}

/// The course of each series of a row: its first and its last wave, each with its date.
fn courses(request: &Request<'_>, plot: &Plot, row: &Row) -> Vec<String> {
    let words = request.words();
    let wave = |mark: &Mark| {
        let claim = request.claim(mark.claim);
        let date = mark.date.map(|d| format!(" ({})", words.date(d))).unwrap_or_default();
        format!("{}{date}", words.spoken(&claim.value, claim.unit))
    };
    let course = |(index, series): (usize, &Series)| {
        let own: Vec<&Mark> = row.marks().filter(|m| m.series == index).collect();
        let ends = match own.as_slice() {
            [] => return None,
            [only] => wave(only),
            [first, .., last] => format!("{}, {}", wave(first), wave(last)),
        };
        let name = if series.label.is_empty() { &row.label } else { &series.label };
        Some(format!("{name} {ends}"))
    };
    plot.series.iter().enumerate().filter_map(course).collect()
}

/// The alt text, then every mark in words.
pub(crate) fn description(alt: &str, plot: &Plot) -> String {
    let marks: Vec<&str> = plot.marks().map(|m| m.claimed.title.as_str()).collect();
    format!("{alt}\n\n{}", marks.join("\n"))
}

fn name(kind: ChartKind, names: &KindNames) -> &'static str {
    match kind {
        ChartKind::Bar => names.bar,
        ChartKind::Dot => names.dot,
        ChartKind::Stacked => names.stacked,
        ChartKind::Diverging => names.diverging,
        ChartKind::Trend => names.trend,
        ChartKind::Slope => names.slope,
        ChartKind::Table => names.table,
        ChartKind::Number => names.number,
        ChartKind::Waffle => names.waffle,
    }
}

fn trimmed(title: &str) -> &str {
    title.trim_end_matches(['.', '。', ' '])
}

fn reading(request: &Request<'_>, plot: &Plot, row: &Row) -> String {
    let words = request.words();
    let one = |cell: &Cell| {
        let series = &plot.series[cell.series()].label;
        let value = match cell {
            Cell::Mark(mark) => {
                let claim = request.claim(mark.claim);
                words.spoken(&claim.value, claim.unit)
            }
            Cell::NotReported { .. } => words.not_reported.to_owned(),
        };
        if series.is_empty() { value } else { format!("{series} {value}") }
    };
    let cells: Vec<String> = row.cells.iter().map(one).collect();
    format!("{}: {}", row.label, cells.join(", "))
}
