//! `charts/<id>.toml` → [`Recipe`].

use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::model::{DifferenceKind, Dimension, Locale, Number, Text};
use crate::project::recipe::{
    Accept, Bracket, ChartKind, Filter, Gaps, Missing, Orientation, Panels, Recipe, ReferenceLine, Remark, Rows,
    SeriesBy, Wishes, axis, order,
};
use crate::source::Located;
use crate::style::Size;

use crate::project::walk::table::Table;

/// Reads the table of a recipe; a recipe with a fault is reported and left out. `datasets` are those of the project:
/// the only one is meant when the recipe names none.
pub(crate) fn recipe(table: &Table<'_, '_>, id: &str, datasets: &[String]) -> Option<Recipe> {
    let datasets = self::datasets(table, datasets);
    let kind = table.word::<ChartKind>("kind", None);
    let title = table.required::<Text>("title");
    let subtitle = table.optional::<Text>("subtitle").map(|t| t.value);
    let note = table.optional::<Text>("note").map(|t| t.value);
    let select = select(table);
    let wishes = wishes(table, kind);
    let order = order::order(table);
    let locales = locales(table);
    let missing = table.word("missing", Some(Missing::Show));
    let columns = columns(table);
    let orientation = table.word("orientation", Some(Orientation::Horizontal));
    let gaps = table.word("gaps", Some(Gaps::Dashed));
    let axis = axis::axis(table, kind);
    let margins = table.word_of("margins", &[("show", true), ("hide", false)], Some(true));
    let highlight = table.optional::<Vec<Located<String>>>("highlight").map(|h| h.value).unwrap_or_default();
    let reference_lines = table.tables("reference_line", "reference line").iter().filter_map(reference_line).collect();
    let remarks = table.tables("remark", "remark").iter().filter_map(remark).collect();
    let brackets = table.tables("difference", "difference").iter().filter_map(bracket).collect();
    let size = table.raw("size").is_some().then(|| table.word::<Size>("size", None));
    let theme = table.optional::<String>("theme");
    let alt = table.optional::<Text>("alt").map(|t| t.value);
    let accept = table.tables("accept", "acceptance").iter().filter_map(accept).collect();
    table.finish();
    Some(Recipe {
        id: id.to_owned(),
        datasets: datasets?,
        kind: kind?,
        title: title?,
        subtitle,
        note,
        select: select?,
        wishes: wishes?,
        order: order?,
        locales,
        missing: missing?,
        columns,
        orientation: orientation?,
        gaps: gaps?,
        axis,
        margins: margins?,
        highlight,
        reference_lines,
        remarks,
        brackets,
        size: size.flatten(),
        theme,
        alt,
        accept,
        at: table.at,
    })
}

/// What stands where, as far as the recipe says.
fn wishes(table: &Table<'_, '_>, kind: Option<ChartKind>) -> Option<Wishes> {
    let dimensions = Dimension::ALL.map(|d| (d.code(), d));
    let rows = match table.holds_array("rows") {
        true => Some(two(table, &dimensions)?),
        false => {
            let words = dimensions.map(|(word, d)| (word, Rows::By(vec![d])));
            let words: Vec<_> = words.into_iter().chain([(Rows::STATEMENT, Rows::Statement)]).collect();
            optional_word(table, "rows", &words)?
        }
    };
    let series: Vec<_> =
        dimensions.map(|(word, d)| (word, SeriesBy::By(d))).into_iter().chain([("none", SeriesBy::None)]).collect();
    let series = optional_word(table, "series", &series)?;
    let panels = dimensions.map(|(word, d)| (word, Panels::By(d))).into_iter();
    let panels: Vec<_> = panels.chain([("none", Panels::None), ("polarity", Panels::Polarity)]).collect();
    let panels = optional_word(table, "panels", &panels)?;
    let wishes = Wishes { rows, series, panels };
    fits(&wishes, kind, table).then_some(wishes)
}

/// `rows = ["outer", "inner"]`.
fn two(table: &Table<'_, '_>, words: &[(&'static str, Dimension)]) -> Option<Rows> {
    let written = table.optional::<Vec<Located<String>>>("rows")?;
    let mut dimensions = Vec::new();
    for word in &written.value {
        match words.iter().find(|(w, _)| *w == word.value) {
            Some((_, dimension)) => dimensions.push(*dimension),
            None => {
                let message = format!("`{}` is not a value of `rows`", word.value);
                let hint = did_you_mean(&word.value, words.iter().map(|(w, _)| *w));
                table.push(Diagnostic::new(Code::UNKNOWN_WORD, message).at(word.at).maybe_hint(hint));
            }
        }
    }
    if dimensions.len() < written.value.len() {
        return None;
    }
    if dimensions.is_empty() || dimensions.len() > 2 || (dimensions.len() == 2 && dimensions[0] == dimensions[1]) {
        let fault = Diagnostic::new(Code::CONTRADICTION, "rows are one dimension or two different ones").at(written.at);
        table.push(fault.hint("write rows = \"group\" or rows = [\"subject\", \"group\"], the outer one first"));
        return None;
    }
    Some(Rows::By(dimensions))
}

/// A key that holds one of a few words, or is not there; nothing when it is there and faulty.
fn optional_word<T: Clone>(table: &Table<'_, '_>, key: &'static str, words: &[(&'static str, T)]) -> Option<Option<T>> {
    if table.raw(key).is_none() {
        return Some(None);
    }
    let places: Vec<_> = words.iter().enumerate().map(|(i, (word, _))| (*word, i)).collect();
    table.word_of(key, &places, None).map(|i| Some(words[i].1.clone()))
}

/// Reports wishes that contradict each other or the kind of chart.
fn fits(wishes: &Wishes, kind: Option<ChartKind>, table: &Table<'_, '_>) -> bool {
    let refuse = |key: &str, message: String, hint: String| {
        table.push(Diagnostic::new(Code::CONTRADICTION, message).at(table.place(key)).hint(hint));
        false
    };
    let rows = wishes.rows.iter().flat_map(Rows::dimensions).map(|d| ("rows", *d));
    let series = wishes.series.and_then(SeriesBy::dimension).map(|d| ("series", d));
    let panels = wishes.panels.and_then(Panels::dimension).map(|d| ("panels", d));
    let named: Vec<(&str, Dimension)> = rows.chain(series).chain(panels).collect();
    let again = |at: usize| named[..at].iter().any(|earlier| earlier.1 == named[at].1);
    if let Some((key, twice)) = (0..named.len()).find(|at| again(*at)).map(|at| named[at]) {
        let message = format!("the dimension `{}` stands in two places", twice.code());
        let hint = format!("a chart shows a dimension once, as rows, as series or as panels: leave `{key}` out");
        return refuse(key, message, hint);
    }
    let Some(kind) = kind else { return true };
    let traits = kind.traits();
    let misfits = [
        ("rows", wishes.rows.as_ref().is_some_and(|r| !kind.takes_rows(r)), traits.rows.words("whole statements")),
        ("series", wishes.series.is_some_and(|s| !kind.takes_series(s)), traits.series.words("`none`")),
        ("panels", wishes.panels.is_some_and(|p| !kind.takes_panels(p)), traits.panels.words("`polarity`")),
    ];
    let mut fits = true;
    for (key, _, words) in misfits.into_iter().filter(|(_, misfit, _)| *misfit) {
        let message = format!("the {key} of a chart of the kind `{}` cannot be that", kind.code());
        fits = refuse(key, message, format!("they can be {words}: or leave `{key}` out"));
    }
    fits
}

/// How many panels stand side by side, 1 to 4; absent when the kind of chart is to decide.
fn columns(table: &Table<'_, '_>) -> Option<u32> {
    let columns = table.optional::<u32>("columns")?;
    if !(1..=4).contains(&columns.value) {
        let message = format!("{} panels cannot stand side by side", columns.value);
        table.push(Diagnostic::new(Code::OUT_OF_RANGE, message).at(columns.at).hint("write a number from 1 to 4"));
    }
    Some(columns.value.clamp(1, 4))
}

/// The languages of the chart; an empty list is reported.
fn locales(table: &Table<'_, '_>) -> Option<Located<Vec<Located<Locale>>>> {
    let locales = table.optional::<Vec<Located<Locale>>>("locales")?;
    if locales.value.is_empty() && table.holds_empty_array("locales") {
        let fault = Diagnostic::new(Code::EMPTY_TEXT, "the chart is drawn in no language").at(locales.at);
        table.push(fault.hint("leave the key out for all languages of the project, or name some: locales = [\"en\"]"));
    }
    Some(locales)
}

fn reference_line(table: &Table<'_, '_>) -> Option<ReferenceLine> {
    let value = table.required::<Number>("value");
    let label = table.optional::<Text>("label").map(|t| t.value);
    table.finish();
    Some(ReferenceLine { value: value?, label })
}

fn remark(table: &Table<'_, '_>) -> Option<Remark> {
    let claim = table.required::<String>("claim");
    let text = table.required::<Text>("text");
    table.finish();
    Some(Remark { claim: claim?, text: text?.value })
}

fn bracket(table: &Table<'_, '_>) -> Option<Bracket> {
    let from = table.required::<String>("from");
    let to = table.required::<String>("to");
    table.finish();
    Some(Bracket { from: from?, to: to? })
}

/// `dataset = "a"`, or several, `dataset = ["a", "b"]`.
fn datasets(table: &Table<'_, '_>, known: &[String]) -> Option<Vec<Located<String>>> {
    let named = match table.holds_array("dataset") {
        true => table.optional::<Vec<Located<String>>>("dataset")?.value,
        false => table.optional::<String>("dataset").into_iter().collect(),
    };
    match (named.as_slice(), known) {
        ([], [only]) if table.raw("dataset").is_none() => {
            return Some(vec![Located { value: only.clone(), at: table.at }]);
        }
        ([], _) => {
            if table.raw("dataset").is_none() {
                let fault = Diagnostic::new(Code::MISSING_KEY, "the recipe lacks `dataset`").at(table.at);
                table.push(fault.hint("it can be left out only when the project has exactly one dataset"));
            } else if table.holds_array("dataset") {
                let fault = Diagnostic::new(Code::MISSING_KEY, "the recipe names no dataset");
                table.push(fault.at(table.place("dataset")).hint("dataset = [\"…\", \"…\"]"));
            }
            return None;
        }
        _ => {}
    }
    let mut sound = true;
    for (place, name) in named.iter().enumerate() {
        if !known.contains(&name.value) {
            let hint = did_you_mean(&name.value, known.iter().map(String::as_str));
            let fault = Diagnostic::new(Code::UNKNOWN_DATASET, format!("unknown dataset `{}`", name.value));
            table.push(fault.at(name.at).maybe_hint(hint));
            sound = false;
        } else if named[..place].iter().any(|earlier| earlier.value == name.value) {
            let fault = Diagnostic::new(Code::CONTRADICTION, format!("the dataset `{}` is named twice", name.value));
            table.push(fault.at(name.at));
            sound = false;
        }
    }
    sound.then_some(named)
}

fn select(table: &Table<'_, '_>) -> Option<Located<Filter>> {
    let written = table.required::<String>("select")?;
    match written.value.parse::<Filter>() {
        Ok(mut filter) => {
            filter
                .columns_mut()
                .into_iter()
                .for_each(|column| column.spot = Some(table.inside(written.at, &column.at)));
            Some(Located { value: filter, at: written.at })
        }
        Err(error) => {
            let at = table.inside(written.at, &error.at);
            table.push(Diagnostic::new(Code::FILTER_SYNTAX, error.to_string()).at(at));
            None
        }
    }
}

fn accept(table: &Table<'_, '_>) -> Option<Accept> {
    let accepted = table.words::<DifferenceKind>("differences");
    if accepted.is_none() {
        table.require("differences");
    }
    let reason = table.required::<Text>("reason");
    table.finish();
    let accepted = accepted?;
    if accepted.is_empty() {
        table.push(
            Diagnostic::new(Code::MISSING_KEY, "the acceptance names no difference").at(table.place("differences")),
        );
        return None;
    }
    Some(Accept { differences: accepted, reason: reason?.value })
}
