//! `charts/<id>.toml` → [`Recipe`].

use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::model::Difference;
use crate::model::{Number, Text};
use crate::project::recipe::{
    Accept, Bracket, ChartKind, Filter, Missing, Order, Orientation, Panels, Recipe, ReferenceLine, Remark, Rows,
};
use crate::source::Located;
use crate::style::Size;

use crate::project::walk::table::Table;

/// Reads the table of a recipe; a recipe with a fault is reported and left out. `datasets` are those of the project:
/// the only one is meant when the recipe names none.
pub(crate) fn recipe(table: &Table<'_, '_>, id: &str, datasets: &[String]) -> Option<Recipe> {
    let dataset = dataset(table, datasets);
    let kind = table.word::<ChartKind>("kind", None);
    let title = table.required::<Text>("title");
    let subtitle = table.optional::<Text>("subtitle").map(|t| t.value);
    let note = table.optional::<Text>("note").map(|t| t.value);
    let select = select(table);
    let rows = rows(table, kind);
    let panels = table.word("panels", Some(Panels::None));
    let order = table.word("order", Some(Order::Listed));
    let missing = table.word("missing", Some(Missing::Show));
    let columns = columns(table);
    let orientation = table.word("orientation", Some(Orientation::Horizontal));
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
        dataset: dataset?,
        kind: kind?,
        title: title?,
        subtitle,
        note,
        select: select?,
        rows: rows?,
        panels: panels?,
        order: order?,
        missing: missing?,
        columns,
        orientation: orientation?,
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

/// What a row is: by default a subject in a chart of parts, which can have no other rows, a statement on cards, and an
/// answer elsewhere.
fn rows(table: &Table<'_, '_>, kind: Option<ChartKind>) -> Option<Rows> {
    let parts = kind.is_some_and(ChartKind::has_parts);
    let waves = kind.is_some_and(ChartKind::has_waves);
    let standard = kind.map_or(Rows::Response, |k| k.traits().rows);
    let rows = table.word("rows", Some(standard))?;
    if parts && rows != Rows::Subject {
        let message = format!("a chart of parts cannot have the rows `{}`", rows.code());
        table.push(
            Diagnostic::new(Code::CONTRADICTION, message)
                .at(table.place("rows"))
                .hint("its rows are subjects: leave `rows` out"),
        );
        return None;
    }
    if waves && rows == Rows::Statement {
        let message = "a chart of waves cannot have the rows `statement`: each would be one wave";
        table.push(Diagnostic::new(Code::CONTRADICTION, message).at(table.place("rows")).hint("leave `rows` out"));
        return None;
    }
    Some(rows)
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

fn dataset(table: &Table<'_, '_>, datasets: &[String]) -> Option<Located<String>> {
    let named = table.optional::<String>("dataset");
    match (named, datasets) {
        (Some(named), _) if datasets.contains(&named.value) => Some(named),
        (Some(named), _) => {
            let message = format!("unknown dataset `{}`", named.value);
            let hint = did_you_mean(&named.value, datasets.iter().map(String::as_str));
            table.push(Diagnostic::new(Code::UNKNOWN_DATASET, message).at(named.at).maybe_hint(hint));
            None
        }
        (None, [only]) => Some(Located { value: only.clone(), at: table.at }),
        (None, _) => {
            if table.raw("dataset").is_none() {
                let fault = Diagnostic::new(Code::MISSING_KEY, "the recipe lacks `dataset`").at(table.at);
                table.push(fault.hint("it can be left out only when the project has exactly one dataset"));
            }
            None
        }
    }
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
    let differences = table.required::<Vec<Located<String>>>("differences");
    let reason = table.required::<Text>("reason");
    table.finish();
    let mut accepted = std::collections::BTreeSet::new();
    for word in differences?.value {
        match Difference::CODES.into_iter().find(|code| *code == word.value) {
            Some(code) => drop(accepted.insert(code)),
            None => {
                let message = format!("`{}` is not a kind of difference", word.value);
                let hint = did_you_mean(&word.value, Difference::CODES);
                table.push(Diagnostic::new(Code::UNKNOWN_WORD, message).at(word.at).maybe_hint(hint));
            }
        }
    }
    if accepted.is_empty() {
        table.push(
            Diagnostic::new(Code::MISSING_KEY, "the acceptance names no difference").at(table.place("differences")),
        );
        return None;
    }
    Some(Accept { differences: accepted, reason: reason?.value })
}
