//! From deck recipes to decks: their figures, laid out for the space below a title.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::build::layouts::{Key, Layouts};
use crate::build::options::Look;
use crate::build::{Build, caused_by_charts};
use crate::diag::{Code, Diagnostic, Report, did_you_mean};
use crate::figure::Figure;
use crate::language::phrases::words;
use crate::model::{Locale, Text};
use crate::project::Project;
use crate::project::recipe::{Aspect, DeckRecipe, Recipe, SlideRecipe};
use crate::publish::deck::{Deck, FOOT, HalfSlide, Paragraph, Slide, space};
use crate::source::Located;
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
        let keys: Vec<Vec<Vec<Option<Key>>>> = requests.iter().map(|r| self.slide_keys(r, &mut layouts)).collect();
        let narrow: Vec<Vec<Option<Key>>> = requests.iter().map(|r| self.narrow_keys(r, &mut layouts)).collect();
        let all = keys.iter().flatten().flatten().chain(narrow.iter().flatten());
        layouts.lay_out(&all.flatten().cloned().collect::<Vec<_>>());
        report.extend(caused_by_charts(layouts.take_faults(), unread));
        report.sort(&self.project.sources);
        if report.has_errors() {
            return Vec::new();
        }
        let on_slide = |keys: &Vec<Option<Key>>| keys.iter().filter_map(|k| layouts.get(k.as_ref()?)).collect();
        let figures = |keys: &Vec<Vec<Option<Key>>>| keys.iter().map(on_slide).collect();
        let looks = requests.iter().map(|r| self.deck_theme(r.recipe.aspect));
        let decks = requests.iter().zip(&keys).zip(looks).map(|((r, keys), theme)| deck(r, figures(keys), theme));
        decks.zip(&narrow).map(|(deck, keys)| Deck { narrow: on_slide(keys), ..deck }).collect()
    }

    /// What tells the figures for narrow screens apart, in the order of the slides; none where they are not asked for.
    fn narrow_keys(&self, request: &DeckRequest<'_>, layouts: &mut Layouts<'_, 'a>) -> Vec<Option<Key>> {
        if !self.with_narrow {
            return Vec::new();
        }
        let theme = Some(deck_theme_name(self.project).to_owned());
        let look =
            Look { size: Some(Size::Column), theme, below_title: Some(AS_HIGH_AS_ITS_CONTENT), ..Look::default() };
        let charts = request.recipe.slides.iter().flat_map(SlideRecipe::charts);
        let key = |chart: &Located<String>| {
            let chart = self.project.recipes.iter().position(|r| r.id == chart.value)?;
            layouts.key(chart, request.locale, &look)
        };
        charts.map(key).collect()
    }

    /// The deck of one request: see [`Build::decks`].
    pub fn deck(&self, recipe: &DeckRecipe, locale: Locale, report: &mut Report) -> Option<Deck> {
        self.decks(&[DeckRequest { recipe, locale }], report).pop()
    }

    /// What tells the figures of each slide apart; none for a slide without a figure.
    fn slide_keys(&self, request: &DeckRequest<'_>, layouts: &mut Layouts<'_, 'a>) -> Vec<Vec<Option<Key>>> {
        let aspect = request.recipe.aspect;
        let theme = Some(deck_theme_name(self.project).to_owned());
        let foot = if request.recipe.footer.is_some() || request.recipe.date.is_some() { FOOT } else { 0.0 };
        let whole = HalfSlide { size: size(aspect), height: space(aspect) - foot };
        let half = HalfSlide::of(aspect, foot);
        let mut keys = |slide: &SlideRecipe| {
            let HalfSlide { size, height } = if slide.charts().len() > 1 { half } else { whole };
            let look = Look { size: Some(size), theme: theme.clone(), below_title: Some(height), ..Look::default() };
            let key = |chart: &Located<String>| {
                let chart = self.project.recipes.iter().position(|r| r.id == chart.value)?;
                layouts.key(chart, request.locale, &look).map(Key::with_works)
            };
            slide.charts().iter().map(key).collect()
        };
        request.recipe.slides.iter().map(&mut keys).collect()
    }

    /// The look of a deck: the theme of the project on slides of a shape.
    fn deck_theme(&self, aspect: Aspect) -> Theme {
        let style = self.project.config.style(deck_theme_name(self.project));
        style.map_or_else(Theme::default, |style| Theme::new(&style, size(aspect)))
    }

    /// Reports every chart of a deck that the project does not have.
    pub(super) fn known_charts(&self, recipe: &DeckRecipe, report: &mut Report) {
        for chart in recipe.slides.iter().flat_map(SlideRecipe::charts) {
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

/// A deck of figures that are laid out, those of each slide together.
fn deck(request: &DeckRequest<'_>, figures: Vec<Vec<Arc<Figure>>>, theme: Theme) -> Deck {
    let (recipe, locale) = (request.recipe, request.locale);
    let said = |text: &Text| text.get(locale).to_owned();
    let slide = |(slide, mut figures): (&SlideRecipe, Vec<Arc<Figure>>)| match slide {
        SlideRecipe::Section(title) => Some(Slide::Section(said(title))),
        SlideRecipe::Chart { title, form, .. } => {
            let figure = figures.pop()?;
            let title = title.as_ref().map_or_else(|| figure.title.clone(), said);
            Some(Slide::Figure { figure, title, form: form.unwrap_or(recipe.form) })
        }
        SlideRecipe::Pair { title, form, .. } => {
            let figures = figures.try_into().ok()?;
            Some(Slide::Pair { title: said(title), figures, form: form.unwrap_or(recipe.form) })
        }
        SlideRecipe::Words { title, text, bullets } => {
            let text = text.iter().map(|t| Paragraph::Plain(said(t)));
            let bullets = bullets.iter().map(|t| Paragraph::Bullet(said(t)));
            Some(Slide::Words { title: said(title), body: text.chain(bullets).collect() })
        }
        SlideRecipe::Agenda(title) => Some(Slide::Words { title: said(title), body: agenda(recipe, locale) }),
    };
    let deck = Deck {
        id: recipe.id.clone(),
        title: recipe.title.get(locale).to_owned(),
        subtitle: recipe.subtitle.as_ref().map(|s| s.get(locale).to_owned()).unwrap_or_default(),
        locale,
        aspect: recipe.aspect,
        theme,
        narrow: Vec::new(),
        footer: recipe.footer.as_ref().map(said).unwrap_or_default(),
        date: recipe.date.map(|date| words(locale).date(date)).unwrap_or_default(),
        slides: recipe.slides.iter().zip(figures).filter_map(slide).collect(),
        references: Vec::new(),
    };
    let references: BTreeSet<String> = deck.figures().flat_map(|f| f.captions.references.iter().cloned()).collect();
    Deck { references: references.into_iter().collect(), ..deck }
}

/// The height of a figure on a narrow screen, which scrolls.
const AS_HIGH_AS_ITS_CONTENT: f64 = 0.0;

/// The sections of a deck, each behind its number.
fn agenda(recipe: &DeckRecipe, locale: Locale) -> Vec<Paragraph> {
    let section = |slide: &SlideRecipe| match slide {
        SlideRecipe::Section(title) => Some(title.get(locale).to_owned()),
        SlideRecipe::Chart { .. } | SlideRecipe::Pair { .. } | SlideRecipe::Words { .. } | SlideRecipe::Agenda(_) => {
            None
        }
    };
    (1..).zip(recipe.slides.iter().filter_map(section)).map(|(n, title)| Paragraph::Numbered(n, title)).collect()
}

/// The size of the figures on slides of a shape.
pub(super) fn size(aspect: Aspect) -> Size {
    match aspect {
        Aspect::Wide => Size::Slide,
        Aspect::Standard => Size::Standard,
    }
}
