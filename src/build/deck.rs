//! From a deck recipe to a deck: its figures, laid out for the space below a title.

use super::{Build, Wanted};
use crate::diag::{Diagnostic, Report, did_you_mean};
use crate::model::Locale;
use crate::recipe::{Aspect, DeckRecipe, SlideRecipe};
use crate::slides::{Deck, Found, Slide, space};
use crate::theme::Size;

impl Build<'_> {
    /// The deck of a recipe in a language; faults go to the report.
    pub fn deck(&self, recipe: &DeckRecipe, locale: Locale, report: &mut Report) -> Option<Deck> {
        let charts: Vec<_> = recipe
            .slides
            .iter()
            .filter_map(|s| match s {
                SlideRecipe::Chart { chart, .. } => Some(chart),
                SlideRecipe::Section(_) => None,
            })
            .collect();
        let known = |id: &str| self.project.recipes.iter().any(|r| r.id == id);
        for chart in charts.iter().filter(|c| !known(&c.value)) {
            let hint = did_you_mean(&chart.value, self.project.recipes.iter().map(|r| r.id.as_str()));
            let fault = Diagnostic::error("unknown-chart", format!("there is no chart `{}`", chart.value));
            report.push(fault.at(chart.at).maybe_hint(hint));
        }
        let wanted = Wanted {
            only: charts.iter().map(|c| c.value.clone()).collect(),
            locales: vec![locale],
            size: Some(size(recipe.aspect)),
            below_title: Some(space(recipe.aspect)),
            ..Wanted::default()
        };
        let figures = if charts.is_empty() { Vec::new() } else { self.verify(&wanted, report) };
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
        let references = self.bibliography(&deck, locale);
        Some(Deck { references, ..deck })
    }

    /// The figure that a deck of a user's holds, as the records make it now.
    pub fn renewed(&self, found: &Found, report: &mut Report) -> Option<crate::chart::Figure> {
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
        self.figures(&wanted, report).into_iter().next()
    }

    /// The full references of the works behind a deck, in the order of their texts.
    fn bibliography(&self, deck: &Deck, locale: Locale) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for figure in deck.figures() {
            let recipe = self.project.recipes.iter().find(|r| r.id == figure.id);
            let index = recipe.and_then(|r| self.project.datasets.iter().position(|d| d.id == r.dataset.value));
            let Some(index) = index else { continue };
            let works = figure.data.places.iter().flat_map(|p| p.works.iter().map(|(key, _)| key.as_str()));
            for key in works.chain([figure.data.document.as_str()]) {
                if let Some(full) = self.references[index].full(key, locale).filter(|full| !all.contains(full)) {
                    all.push(full);
                }
            }
        }
        all.sort();
        all
    }
}

fn size(aspect: Aspect) -> Size {
    match aspect {
        Aspect::Wide => Size::Slide,
        Aspect::Standard => Size::Standard,
    }
}
