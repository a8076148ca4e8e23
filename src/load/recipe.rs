//! `charts/<id>.toml` → [`Recipe`].

use crate::compare::Difference;
use crate::diag::{Diagnostic, Located, did_you_mean};
use crate::model::Text;
use crate::recipe::{Accept, Filter, Kind, Missing, Order, Panels, Recipe, Rows};

use super::table::Table;

/// Reads the table of a recipe; a recipe with a fault is reported and left out. `datasets` are those of the project:
/// the only one is meant when the recipe names none.
pub(super) fn recipe(table: &Table<'_, '_>, id: &str, datasets: &[String]) -> Option<Recipe> {
    let dataset = dataset(table, datasets);
    let kind = table.word("kind", &Kind::ALL.map(|k| (k.code(), k)), None);
    let title = table.required::<Text>("title");
    let subtitle = table.optional::<Text>("subtitle").map(|t| t.value);
    let note = table.optional::<Text>("note").map(|t| t.value);
    let select = select(table);
    let rows = rows(table, kind);
    let panels = table.word("panels", &Panels::ALL.map(|p| (p.code(), p)), Some(Panels::None));
    let order = table.word("order", &Order::ALL.map(|o| (o.code(), o)), Some(Order::Listed));
    let missing = table.word("missing", &Missing::ALL.map(|m| (m.code(), m)), Some(Missing::Show));
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
        accept,
        at: table.at,
    })
}

/// What a row is: by default a subject in a chart of parts, which can have no other rows, a statement on cards, and an
/// answer elsewhere.
fn rows(table: &Table<'_, '_>, kind: Option<Kind>) -> Option<Rows> {
    let parts = kind.is_some_and(Kind::has_parts);
    let standard = match kind {
        Some(Kind::Stacked | Kind::Diverging) => Rows::Subject,
        Some(Kind::Number | Kind::Waffle) => Rows::Statement,
        Some(Kind::Bar | Kind::Dot) | None => Rows::Response,
    };
    let rows = table.word("rows", &Rows::ALL.map(|r| (r.code(), r)), Some(standard))?;
    if parts && rows != Rows::Subject {
        let message = format!("a chart of parts cannot have the rows `{}`", rows.code());
        table.push(
            Diagnostic::error("contradiction", message)
                .at(table.place("rows"))
                .hint("its rows are subjects: leave `rows` out"),
        );
        return None;
    }
    Some(rows)
}

fn dataset(table: &Table<'_, '_>, datasets: &[String]) -> Option<Located<String>> {
    let named = table.optional::<String>("dataset");
    match (named, datasets) {
        (Some(named), _) if datasets.contains(&named.value) => Some(named),
        (Some(named), _) => {
            let message = format!("unknown dataset `{}`", named.value);
            let hint = did_you_mean(&named.value, datasets.iter().map(String::as_str));
            table.push(Diagnostic::error("unknown-dataset", message).at(named.at).maybe_hint(hint));
            None
        }
        (None, [only]) => Some(Located { value: only.clone(), at: table.at }),
        (None, _) => {
            if table.raw("dataset").is_none() {
                let fault = Diagnostic::error("missing-key", "the recipe lacks `dataset`").at(table.at);
                table.push(fault.hint("it can be left out only when the project has exactly one dataset"));
            }
            None
        }
    }
}

fn select(table: &Table<'_, '_>) -> Option<Located<Filter>> {
    let written = table.required::<String>("select")?;
    match written.value.parse::<Filter>() {
        Ok(filter) => Some(Located { value: filter, at: written.at }),
        Err(error) => {
            let at = super::inside(written.at, &error.at);
            table.push(Diagnostic::error("filter-syntax", error.message).at(at));
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
                table.push(Diagnostic::error("unknown-word", message).at(word.at).maybe_hint(hint));
            }
        }
    }
    if accepted.is_empty() {
        table.push(
            Diagnostic::error("missing-key", "the acceptance names no difference").at(table.place("differences")),
        );
        return None;
    }
    Some(Accept { differences: accepted, reason: reason?.value })
}
