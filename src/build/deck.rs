//! From a deck recipe to a deck: its figures, laid out for the space below a title.

use crate::build::{Build, Wanted};
use crate::diag::{Code, Diagnostic, Report, did_you_mean};
use crate::figure::Figure;
use crate::model::Locale;
use crate::project::recipe::{Aspect, DeckRecipe, SlideRecipe};
use crate::publish::deck::{Deck, Slide, space};
use crate::publish::ooxml::Found;
use crate::style::Size;

impl Build<'_> {
    /// The deck of a recipe in a language; faults go to the report.
    pub fn deck(&self, recipe: &DeckRecipe, locale: Locale, report: &mut Report) -> Option<Deck> {
        self.known_charts(recipe, report);
        let charts: Vec<_> = recipe
            .slides
            .iter()
            .filter_map(|s| match s {
                SlideRecipe::Chart { chart, .. } => Some(chart),
                SlideRecipe::Section(_) => None,
            })
            .collect();
        let wanted = Wanted {
            only: charts.iter().map(|c| c.value.clone()).collect(),
            locales: vec![locale],
            size: Some(size(recipe.aspect)),
            below_title: Some(space(recipe.aspect)),
            ..Wanted::default()
        };
        let mut figures = if charts.is_empty() { Vec::new() } else { self.verify(&wanted, report) };
        figures.iter_mut().for_each(|figure| figure.data.references = self.works(figure));
        if report.has_errors() {
            return None;
        }
        let slide = |s: &SlideRecipe| match s {
            SlideRecipe::Section(title) => Some(Slide::Section(title.get(locale).to_owned())),
            SlideRecipe::Chart { chart, title, form } => {
                let figure = figures.iter().find(|f| f.id == chart.value)?.clone();
                let title = title.as_ref().map_or_else(|| figure.title.clone(), |t| t.get(locale).to_owned());
                Some(Slide::Figure { figure: Box::new(figure), title, form: form.unwrap_or(recipe.form) })
            }
        };
        let slides = recipe.slides.iter().filter_map(slide).collect();
        let deck = Deck {
            title: recipe.title.get(locale).to_owned(),
            subtitle: recipe.subtitle.as_ref().map(|s| s.get(locale).to_owned()).unwrap_or_default(),
            locale,
            aspect: recipe.aspect,
            slides,
            references: Vec::new(),
        };
        let mut references: Vec<String> = Vec::new();
        for reference in deck.figures().flat_map(|f| &f.data.references) {
            if !references.contains(reference) {
                references.push(reference.clone());
            }
        }
        references.sort();
        Some(Deck { references, ..deck })
    }

    /// Reports every chart of a deck that the project does not have.
    pub(super) fn known_charts(&self, recipe: &DeckRecipe, report: &mut Report) {
        for slide in &recipe.slides {
            let SlideRecipe::Chart { chart, .. } = slide else { continue };
            if self.project.recipes.iter().all(|r| r.id != chart.value) {
                let hint = did_you_mean(&chart.value, self.project.recipes.iter().map(|r| r.id.as_str()));
                let fault = Diagnostic::new(Code::UNKNOWN_CHART, format!("there is no chart `{}`", chart.value));
                report.push(fault.at(chart.at).maybe_hint(hint));
            }
        }
    }

    /// The figure that a deck of a user's holds, as the records make it now.
    pub fn renewed(&self, found: &Found, report: &mut Report) -> Option<Figure> {
        let locale: Locale = found.locale.parse().ok()?;
        if !self.project.recipes.iter().any(|r| r.id == found.chart) {
            return None;
        }
        let size_of = |word: &str| Size::ALL.into_iter().find(|s| s.code() == word);
        let (size, theme) = match &found.look {
            Some((size, theme)) => (size_of(size), self.project.config.style(theme).map(|_| theme.clone())),
            None => (Some(Size::Slide), None),
        };
        // What is known by its name alone was laid out for a slide by us.
        let below_title = match (&found.look, found.space) {
            (None, _) => Some(space(Aspect::Wide)),
            (Some(_), space) => space.map(|s| f64::from(s) / 10.0),
        };
        let wanted = Wanted { only: vec![found.chart.clone()], locales: vec![locale], size, theme, below_title };
        let mut figure = self.figures(&wanted, report).into_iter().next()?;
        figure.data.references = self.works(&figure);
        Some(figure)
    }

    /// The full references of the works behind a figure, the documents last.
    fn works(&self, figure: &Figure) -> Vec<String> {
        let recipe = self.project.recipes.iter().find(|r| r.id == figure.id);
        let index = recipe.and_then(|r| self.project.datasets.iter().position(|d| d.id == r.dataset.value));
        let Some(references) = index.map(|i| &self.references[i]) else { return Vec::new() };
        let cited = figure.data.places.iter().flat_map(|p| p.works.iter().map(|(key, _)| key.as_str()));
        let mut all: Vec<String> = Vec::new();
        for key in cited.chain(figure.data.places.iter().map(|p| p.document.as_str())) {
            all.extend(references.full(key, figure.locale).filter(|full| !all.contains(full)));
        }
        all
    }
}

fn size(aspect: Aspect) -> Size {
    match aspect {
        Aspect::Wide => Size::Slide,
        Aspect::Standard => Size::Standard,
    }
}
