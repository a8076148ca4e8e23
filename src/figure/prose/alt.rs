//! Alt text and description.
//!
//! The alt text follows Cesal's formula (kind of chart, of what, source) and reaches the second level of Lundgard and
//! Satyanarayan (2021): the values and how they stand to each other. The description adds the reading of every mark.

use crate::figure::data::{self, Cell, ChartData, Mark, Panel, Row, Series};
use crate::figure::prose::Captions;
use crate::figure::request::FigureRequest;
use crate::language::phrases::fill;
use crate::locale::KindNames;
use crate::model::Dimension;
use crate::project::recipe::ChartWord;

/// About how many characters an alt text may have before rows are left out.
const LENGTH: usize = 360;

/// The alt text.
pub(crate) fn alt(request: &FigureRequest<'_>, data: &ChartData, captions: &Captions) -> String {
    let Captions { subtitle, source, .. } = captions;
    let words = request.words();
    let kind = name(data.kind.traits().word, &words.kinds);
    let title = trimmed(request.recipe.title.get(request.locale));
    let stop = words.stop();
    let mut text = words.sentences(&[format!("{kind}: {title}{stop}"), format!("{subtitle}{stop}")]);
    let rows: Vec<String> = data.panels.iter().flat_map(|panel| panel_rows(request, data, panel)).collect();
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
    words.sentences(&[format!("{text}{}", words.stop()), source.clone()])
}

/// The name of a kind of chart.
fn name(word: ChartWord, names: &KindNames) -> &'static str {
    match word {
        ChartWord::BarChart => names.bar,
        ChartWord::DotPlot => names.dot,
        ChartWord::StackedBarChart => names.stacked,
        ChartWord::DivergingBarChart => names.diverging,
        ChartWord::TrendChart => names.trend,
        ChartWord::SlopeChart => names.slope,
        ChartWord::Table => names.table,
        ChartWord::Numbers => names.number,
        ChartWord::WaffleChart => names.waffle,
    }
}

/// The rows of a panel, the first one behind the head of the panel.
fn panel_rows(request: &FigureRequest<'_>, data: &ChartData, panel: &Panel) -> Vec<String> {
    let mut rows: Vec<String> = match data.kind.has_waves() {
        true => panel.rows.iter().flat_map(|r| courses(request, data, r)).collect(),
        false => panel.rows.iter().map(|r| reading(request, data, r)).collect(),
    };
    if let (Some(head), Some(first)) = (&panel.head, rows.first_mut()) {
        *first = format!("{head}{}{first}", request.words().clause());
    }
    rows
}

/// The course of each series of a row: its first and its last wave, each with its date.
fn courses(request: &FigureRequest<'_>, data: &ChartData, row: &Row) -> Vec<String> {
    let words = request.words();
    let wave = |mark: &Mark| {
        let claim = request.claim(mark.index);
        let date = data::name(request, Dimension::Wave, claim);
        let date = if date.is_empty() { date } else { format!(" ({date})") };
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
    data.series.iter().enumerate().filter_map(course).collect()
}

/// The alt text, then every mark in words.
pub(crate) fn description(alt: &str, data: &ChartData) -> String {
    let marks: Vec<&str> = data.marks().map(|m| m.claimed.title.as_str()).collect();
    format!("{alt}\n\n{}", marks.join("\n"))
}

fn trimmed(title: &str) -> &str {
    title.trim_end_matches(['.', '。', ' '])
}

fn reading(request: &FigureRequest<'_>, data: &ChartData, row: &Row) -> String {
    let words = request.words();
    let one = |cell: &Cell| {
        let series = &data.series[cell.series()].label;
        let value = match cell {
            Cell::Mark(mark) => {
                let claim = request.claim(mark.index);
                words.spoken(&claim.value, claim.unit)
            }
            Cell::NotReported { .. } => words.not_reported.to_owned(),
        };
        if series.is_empty() { value } else { format!("{series} {value}") }
    };
    let mut cells: Vec<String> = row.cells.iter().map(one).collect();
    let has = |claim: &str| row.marks().any(|mark| mark.claim() == claim);
    let drawn = data.brackets.iter().filter(|b| has(&b.lesser) && has(&b.greater));
    cells.extend(drawn.map(|bracket| fill(words.difference, &[("d", &bracket.label)])));
    format!("{}: {}", row.label, cells.join(", "))
}
