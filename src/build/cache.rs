//! The figures of presentations that are brought up to date.

use std::cell::RefCell;
use std::sync::Arc;

use crate::build::Build;
use crate::build::deck::{deck_theme_name, size};
use crate::build::layouts::Layouts;
use crate::build::options::Look;
use crate::diag::Report;
use crate::figure::Figure;
use crate::model::Locale;
use crate::publish::deck::space;
use crate::publish::ooxml::Found;
use crate::style::Size;

/// The figures of a presentation that is brought up to date: each chart is laid out once for each language, size, theme
/// and space that its pictures have, however many they are.
#[derive(Debug)]
pub struct FigureCache<'b, 'a> {
    layouts: RefCell<Layouts<'b, 'a>>,
    build: &'b Build<'a>,
}

impl<'b, 'a> FigureCache<'b, 'a> {
    /// No figure yet.
    pub fn new(build: &'b Build<'a>) -> Self {
        Self { layouts: RefCell::new(Layouts::new(build)), build }
    }

    /// The figure that a presentation holds, as the records make it now; none when the project has no such chart, has no
    /// figures in its language, or cannot draw it.
    pub fn renewed(&self, found: &Found) -> Option<Arc<Figure>> {
        let project = self.build.project;
        let locale: Locale = found.locale.parse().ok().filter(|locale| project.config.locales.contains(locale))?;
        let chart = project.recipes.iter().position(|r| r.id == found.chart)?;
        let mut layouts = self.layouts.borrow_mut();
        let key = layouts.key(chart, locale, &self.look(found))?.with_works();
        layouts.lay_out(std::slice::from_ref(&key));
        layouts.get(&key)
    }

    /// The theme that a presentation wears: the one of the project whose colours it has, else that of its decks of now.
    fn theme_of_deck(&self, found: &Found) -> String {
        let config = &self.build.project.config;
        let now = deck_theme_name(self.build.project);
        let wears = |name: &&str| config.style(name).is_some_and(|style| found.wears(&style.palette));
        [now].into_iter().chain(config.theme_names()).find(wears).unwrap_or(now).to_owned()
    }

    fn look(&self, found: &Found) -> Look {
        let size_of = |word: &str| Size::ALL.into_iter().find(|s| s.code() == word);
        let known = |theme: &str| self.build.project.config.style(theme).map(|_| theme.to_owned());
        // A group of shapes says its size alone: it wears the theme of the deck.
        let own = |theme: &str| {
            if theme.is_empty() { Some(self.theme_of_deck(found)) } else { known(theme) }
        };
        let (size, theme) = match &found.look {
            Some((size, theme)) => (size_of(size), own(theme)),
            None => (Some(size(found.aspect)), Some(self.theme_of_deck(found))),
        };
        // What is known by its name alone was laid out for a slide by us.
        let below_title = match (&found.look, found.space) {
            (None, _) => Some(space(found.aspect)),
            (Some(_), space) => space.map(|s| f64::from(s) / 10.0),
        };
        Look { size, theme, below_title, text: None }
    }

    /// The faults of the charts that were asked for, each once.
    pub fn into_faults(self) -> Report {
        self.layouts.into_inner().take_faults()
    }
}
