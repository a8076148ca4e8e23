//! `decks/<id>.toml` → [`DeckRecipe`].

use std::path::PathBuf;

use crate::diag::{Code, Diagnostic};
use crate::model::{PartialDate, Text};
use crate::project::recipe::{Aspect, DeckRecipe, SlideForm, SlideRecipe};
use crate::project::walk::table::Table;
use crate::source::Located;

/// Reads the table of a deck; a deck with a fault is reported and left out.
pub(crate) fn deck(table: &Table<'_, '_>, id: &str) -> Option<DeckRecipe> {
    let title = table.required::<Text>("title");
    let subtitle = table.optional::<Text>("subtitle").map(|t| t.value);
    let aspect = table.word("aspect", Some(Aspect::Wide));
    let form = table.word("form", Some(SlideForm::Native));
    let template = table.optional::<String>("template");
    let template = template.map(|t| Located { value: PathBuf::from(t.value), at: t.at });
    let footer = table.optional::<Text>("footer").map(|t| t.value);
    let date = table.optional::<PartialDate>("date").map(|d| d.value);
    let slides: Vec<SlideRecipe> = table.tables("slide", "slide").iter().filter_map(slide).collect();
    if slides.is_empty() && table.raw("slide").is_none() {
        table.push(Diagnostic::new(Code::MISSING_KEY, "the deck has no slide").at(table.at).hint("add a [[slide]]"));
    }
    table.finish();
    Some(DeckRecipe {
        id: id.to_owned(),
        title: title?.value,
        subtitle,
        aspect: aspect?,
        form: form?,
        template,
        footer,
        date,
        slides,
        at: table.at,
    })
}

/// What a slide can be, by the key that says so.
const KINDS: [&str; 5] = ["chart", "charts", "section", "text", "agenda"];

fn slide(table: &Table<'_, '_>) -> Option<SlideRecipe> {
    // A slide of words is known by its paragraphs, its points or both.
    let has = |kind: &str| table.has(kind) || (kind == "text" && table.has("bullets"));
    let kinds: Vec<&str> = KINDS.into_iter().filter(|kind| has(kind)).collect();
    let read = match kinds.as_slice() {
        [] => {
            let fault = Diagnostic::new(Code::MISSING_KEY, "the slide lacks `chart` or `section`");
            table.push(fault.at(table.at).hint("or `charts`, `text`, `bullets` or `agenda`"));
            None
        }
        [kind] => of_kind(kind, table),
        [first, second, ..] => {
            let fault =
                Diagnostic::new(Code::CONTRADICTION, format!("a slide has a `{first}` or a `{second}`, not both"));
            table.push(fault.at(table.place(second)));
            // Its other keys are read all the same, so that none is called unknown.
            kinds.iter().for_each(|kind| drop(of_kind(kind, table)));
            None
        }
    };
    if kinds.is_empty() {
        drop(table.optional::<Text>("title"));
    }
    table.finish();
    read
}

fn of_kind(kind: &str, table: &Table<'_, '_>) -> Option<SlideRecipe> {
    let form = || table.raw("form").is_some().then(|| table.word::<SlideForm>("form", None)).flatten();
    match kind {
        "chart" => {
            let (chart, title, form) = (table.optional::<String>("chart"), table.optional::<Text>("title"), form());
            Some(SlideRecipe::Chart { chart: chart?, title: title.map(|t| t.value), form })
        }
        "charts" => {
            let (charts, title, form) = (pair(table), table.required::<Text>("title"), form());
            Some(SlideRecipe::Pair { charts: charts?, title: title?.value, form })
        }
        "section" => table.optional::<Text>("section").map(|section| SlideRecipe::Section(section.value)),
        "agenda" => table.optional::<Text>("agenda").map(|title| SlideRecipe::Agenda(title.value)),
        _ => {
            let (title, text, bullets) =
                (table.required::<Text>("title"), texts(table, "text"), texts(table, "bullets"));
            Some(SlideRecipe::Words { title: title?.value, text, bullets })
        }
    }
}

/// Two charts.
fn pair(table: &Table<'_, '_>) -> Option<[Located<String>; 2]> {
    let charts = table.optional::<Vec<Located<String>>>("charts")?;
    let count = charts.value.len();
    charts
        .value
        .try_into()
        .map_err(|_| {
            let fault = Diagnostic::new(
                Code::CONTRADICTION,
                format!("`charts` holds two charts, side by side, and not {count}"),
            );
            table.push(fault.at(charts.at).hint("one chart is `chart = \"…\"`; more than two stand on several slides"));
        })
        .ok()
}

/// One text, or a list of them.
fn texts(table: &Table<'_, '_>, key: &'static str) -> Vec<Text> {
    match table.holds_array(key) {
        true => {
            let list = table.optional::<Vec<Located<Text>>>(key).map(|l| l.value).unwrap_or_default();
            list.into_iter().map(|text| text.value).collect()
        }
        false => table.optional::<Text>(key).map(|text| text.value).into_iter().collect(),
    }
}
