//! A project as a library user sees it: open, check, draw, tabulate.

use crate::build::{Build, BuildOptions, Error, FigureOptions, Named, check_records};
use crate::diag::{Faults, Report};
use crate::figure::Figure;
use crate::frame::{self, DataFrame};
use crate::project::Project;
use crate::publish::deck::Deck;

impl Project {
    /// Everything that is wrong or doubtful about the project: what could not be read, the findings of every rule, and
    /// what keeps a figure from being drawn, in the order of the files.
    pub fn check(&self) -> Report {
        let mut report = self.unread.clone();
        Build::new(self).verify(&BuildOptions::new(), &mut report);
        report
    }

    /// The figure of a chart, in the first of its languages and with the look that recipe and configuration say.
    ///
    /// # Errors
    /// When there is no such chart, and when the records, the configuration or the chart have a fault: nothing is drawn
    /// from records in which an error stands.
    pub fn figure(&self, id: &str) -> Result<Figure, Error> {
        self.figure_with(id, &FigureOptions::new())
    }

    /// The figure of a chart in a language and with a look.
    ///
    /// # Errors
    /// As [`Project::figure`], when there is no theme of that name, and when its recipe leaves the language out.
    pub fn figure_with(&self, id: &str, options: &FigureOptions) -> Result<Figure, Error> {
        let own = || self.recipes.iter().find(|r| r.id == id).and_then(|r| self.locales_of(r).first().copied());
        let locale = options.locale.or_else(own).unwrap_or(self.config.locales[0]);
        let options = BuildOptions::new().only(id).locale(locale).look(options.look.clone());
        let figures = self.figures(&options)?;
        Ok(figures.into_iter().next().expect("a known chart without faults has a figure"))
    }

    /// The figures of several charts, which share their citations: faster than one after the other. The order is that of
    /// the recipes, and of the languages as they are asked for.
    ///
    /// # Errors
    /// As [`Project::figure_with`].
    pub fn figures(&self, options: &BuildOptions) -> Result<Vec<Figure>, Error> {
        self.all_known(options)?;
        let mut report = self.unread.clone();
        let figures = Build::new(self).verify(options, &mut report);
        self.sound(report)?;
        Ok(figures)
    }

    /// The claims as a polars frame, one row per claim, with the columns of [`CLAIM_COLUMNS`](crate::frame::CLAIM_COLUMNS).
    /// Texts are in the first language of the project.
    ///
    /// # Errors
    /// When an error stands in the project's records, and when polars cannot hold the rows.
    pub fn claims(&self) -> Result<DataFrame, Error> {
        self.recorded()?;
        Ok(Build::new(self).claims()?.into_frame()?)
    }

    /// The surveys as a polars frame, one row per survey, with the columns of [`SURVEY_COLUMNS`](crate::frame::SURVEY_COLUMNS).
    ///
    /// # Errors
    /// As [`Project::claims`].
    pub fn surveys(&self) -> Result<DataFrame, Error> {
        self.recorded()?;
        Ok(frame::surveys(&self.datasets, self.config.locales[0])?.into_frame()?)
    }

    /// The works of the bibliographies as a polars frame, with the columns of [`WORK_COLUMNS`](crate::frame::WORK_COLUMNS).
    ///
    /// # Errors
    /// As [`Project::claims`].
    pub fn works(&self) -> Result<DataFrame, Error> {
        self.recorded()?;
        Ok(Build::new(self).works()?.into_frame()?)
    }

    /// A deck of the project, in its first language.
    ///
    /// # Errors
    /// When there is no such deck, and as [`Project::figure`].
    pub fn deck(&self, id: &str) -> Result<Deck, Error> {
        let known = || self.decks.iter().map(|d| d.id.as_str());
        let recipe = self.decks.iter().find(|d| d.id == id).ok_or_else(|| Error::unknown(Named::Deck, id, known()))?;
        let mut report = self.unread.clone();
        let deck = Build::new(self).deck(recipe, self.config.locales[0], &mut report);
        self.sound(report)?;
        Ok(deck.expect("a deck without faults is made"))
    }

    /// Nothing, when the project has every chart and the theme that are asked for.
    ///
    /// # Errors
    /// Names the first one that it does not have. When a file could not be read nothing is said: it may be in there.
    pub fn all_known(&self, options: &BuildOptions) -> Result<(), Error> {
        if self.unread.has_errors() {
            return Ok(());
        }
        let charts = || self.recipes.iter().map(|r| r.id.as_str());
        if let Some(id) = options.only.iter().find(|id| charts().all(|known| known != *id)) {
            return Err(Error::unknown(Named::Chart, id, charts()));
        }
        match options.look.theme.as_ref().filter(|name| self.config.style(name).is_none()) {
            Some(name) => Err(Error::unknown(Named::Theme, name, self.config.theme_names())),
            None => Ok(()),
        }
    }

    /// Nothing, when no error stands in the records; the faults of charts do not matter here.
    fn recorded(&self) -> Result<(), Faults> {
        let mut report = self.unread.clone();
        check_records(self, &mut report);
        report.sort(&self.sources);
        self.sound(report)
    }

    /// Nothing, when no error stands in a report; its faults otherwise.
    fn sound(&self, report: Report) -> Result<(), Faults> {
        if report.has_errors() { Err(Faults::new(report, self.sources.clone())) } else { Ok(()) }
    }
}
