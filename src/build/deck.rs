//! From deck recipes to decks: their figures, laid out for the space below a title.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::build::layouts::{Key, Layouts};
use crate::build::options::Look;
use crate::build::{Build, caused_by_charts};
use crate::diag::{Code, Diagnostic, Report, did_you_mean};
use crate::figure::Figure;
use crate::model::Locale;
use crate::project::Project;
use crate::project::recipe::{Aspect, DeckRecipe, Recipe, SlideRecipe};
use crate::publish::deck::{Deck, Slide, space};
use crate::style::{Size, Theme};

/// A deck that is asked for.
#[derive(Clone, Copy, Debug)]
pub struct DeckRequest<'r> {
    /// Its recipe.
    pub recipe: &'r DeckRecipe,
    /// Its language.
    pub locale: Locale,
}

impl<'a> Build<'a> {
    /// Decks, in the order of the requests. The project is checked once, and a figure that stands in several decks is
    /// laid out once. Faults go to the report; no deck is made while an error stands in it.
    pub fn decks(&self, requests: &[DeckRequest<'_>], report: &mut Report) -> Vec<Deck> {
        let unread = report.has_errors();
        self.check(report);
        let mut asked = BTreeSet::new();
        for request in requests.iter().filter(|r| asked.insert(&r.recipe.id)) {
            self.known_charts(request.recipe, report);
        }
        let mut layouts = Layouts::new(self);
        let keys: Vec<Vec<Option<Key>>> = requests.iter().map(|r| self.slide_keys(r, &mut layouts)).collect();
        layouts.lay_out(&keys.iter().flatten().flatten().cloned().collect::<Vec<_>>());
        report.extend(caused_by_charts(layouts.take_faults(), unread));
        report.sort(&self.project.sources);
        if report.has_errors() {
            return Vec::new();
        }
        let figures = |keys: &Vec<Option<Key>>| keys.iter().map(|k| layouts.get(k.as_ref()?)).collect();
        let looks = requests.iter().map(|r| self.deck_theme(r.recipe.aspect));
        requests.iter().zip(&keys).zip(looks).map(|((r, keys), theme)| deck(r, figures(keys), theme)).collect()
    }

    /// The deck of one request: see [`Build::decks`].
    pub fn deck(&self, recipe: &DeckRecipe, locale: Locale, report: &mut Report) -> Option<Deck> {
        self.decks(&[DeckRequest { recipe, locale }], report).pop()
    }

    /// What tells the figure of each slide apart; none for a slide without a figure.
    fn slide_keys(&self, request: &DeckRequest<'_>, layouts: &mut Layouts<'_, 'a>) -> Vec<Option<Key>> {
        let aspect = request.recipe.aspect;
        let theme = Some(deck_theme_name(self.project).to_owned());
        let look = Look { size: Some(size(aspect)), theme, below_title: Some(space(aspect)), ..Look::default() };
        let slides = request.recipe.slides.iter().map(|slide| match slide {
            SlideRecipe::Section(_) => None,
            SlideRecipe::Chart { chart, .. } => {
                let chart = self.project.recipes.iter().position(|r| r.id == chart.value)?;
                layouts.key(chart, request.locale, &look).map(Key::with_works)
            }
        });
        slides.collect()
    }

    /// The look of a deck: the theme of the project on slides of a shape.
    fn deck_theme(&self, aspect: Aspect) -> Theme {
        let style = self.project.config.style(deck_theme_name(self.project));
        style.map_or_else(Theme::default, |style| Theme::new(&style, size(aspect)))
    }

    /// Reports every chart of a deck that the project does not have.
    pub(super) fn known_charts(&self, recipe: &DeckRecipe, report: &mut Report) {
        for slide in &recipe.slides {
            let SlideRecipe::Chart { chart, .. } = slide else { continue };
            // A recipe that is there and could not be read has its own faults.
            if !self.project.chart_ids.contains(&chart.value) {
                let hint = did_you_mean(&chart.value, self.project.recipes.iter().map(|r| r.id.as_str()));
                let fault = Diagnostic::new(Code::UNKNOWN_CHART, format!("there is no chart `{}`", chart.value));
                report.push(fault.at(chart.at).maybe_hint(hint));
            }
        }
    }

    /// The full references of the works behind a figure, the documents last.
    pub(super) fn references_of(&self, recipe: &Recipe, figure: &Figure) -> Vec<String> {
        let Some(references) = self.sheet(recipe).map(super::select::Sheet::references) else { return Vec::new() };
        let cited = figure.captions.places.iter().flat_map(|p| p.works.iter().map(|w| w.key.as_str()));
        let mut all: Vec<String> = Vec::new();
        for key in cited.chain(figure.captions.places.iter().map(|p| p.document.as_str())) {
            all.extend(references.full(key, figure.locale).filter(|full| !all.contains(full)));
        }
        all
    }
}

/// The name of the theme of decks: that of the project. Charts with themes of their own wear it too, since they stand on its
/// ground.
pub(super) fn deck_theme_name(project: &Project) -> &str {
    project.config.theme.as_ref().map_or("light", |theme| theme.value.as_str())
}

/// A deck of figures that are laid out, one for each slide that has one.
fn deck(request: &DeckRequest<'_>, figures: Vec<Option<Arc<Figure>>>, theme: Theme) -> Deck {
    let (recipe, locale) = (request.recipe, request.locale);
    let slide = |(slide, figure): (&SlideRecipe, Option<Arc<Figure>>)| match slide {
        SlideRecipe::Section(title) => Some(Slide::Section(title.get(locale).to_owned())),
        SlideRecipe::Chart { title, form, .. } => {
            let figure = figure?;
            let title = title.as_ref().map_or_else(|| figure.title.clone(), |t| t.get(locale).to_owned());
            Some(Slide::Figure { figure, title, form: form.unwrap_or(recipe.form) })
        }
    };
    let deck = Deck {
        id: recipe.id.clone(),
        title: recipe.title.get(locale).to_owned(),
        subtitle: recipe.subtitle.as_ref().map(|s| s.get(locale).to_owned()).unwrap_or_default(),
        locale,
        aspect: recipe.aspect,
        theme,
        slides: recipe.slides.iter().zip(figures).filter_map(slide).collect(),
        references: Vec::new(),
    };
    let references: BTreeSet<String> = deck.figures().flat_map(|f| f.captions.references.iter().cloned()).collect();
    Deck { references: references.into_iter().collect(), ..deck }
}

/// The size of the figures on slides of a shape.
pub(super) fn size(aspect: Aspect) -> Size {
    match aspect {
        Aspect::Wide => Size::Slide,
        Aspect::Standard => Size::Standard,
    }
}
