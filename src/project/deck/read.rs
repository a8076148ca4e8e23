//! `decks/<id>.toml` → [`DeckRecipe`].

use std::path::PathBuf;

use crate::diag::{Code, Diagnostic};
use crate::model::Text;
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
        slides,
        at: table.at,
    })
}

fn slide(table: &Table<'_, '_>) -> Option<SlideRecipe> {
    let section = table.optional::<Text>("section");
    let chart = table.optional::<String>("chart");
    let title = table.optional::<Text>("title").map(|t| t.value);
    let form = table.raw("form").is_some().then(|| table.word::<SlideForm>("form", None)).flatten();
    table.finish();
    match (section, chart) {
        (Some(section), None) => Some(SlideRecipe::Section(section.value)),
        (None, Some(chart)) => Some(SlideRecipe::Chart { chart, title, form }),
        (Some(section), Some(_)) => {
            let fault = Diagnostic::new(Code::CONTRADICTION, "a slide is a section or a chart, not both");
            table.push(fault.at(section.at));
            None
        }
        (None, None) => {
            if table.raw("section").is_none() && table.raw("chart").is_none() {
                table.push(Diagnostic::new(Code::MISSING_KEY, "the slide lacks `chart` or `section`").at(table.at));
            }
            None
        }
    }
}
