//! What a figure is made from.

use crate::check::comparability::{Nearness, differences};
use crate::frame::Selected;
use crate::language::citation::References;
use crate::language::phrases::words;
use crate::locale::Language;
use crate::model::{Claim, Dataset, Locale};
use crate::project::config::Config;
use crate::project::recipe::Recipe;
use crate::style::Theme;

/// Everything that a figure is made from.
#[derive(Clone, Copy, Debug)]
pub struct FigureRequest<'a> {
    /// The dataset.
    pub dataset: &'a Dataset,
    /// The recipe.
    pub recipe: &'a Recipe,
    /// The claims, ordered and grouped.
    pub selected: &'a Selected,
    /// Hedge rules, colours and policy.
    pub config: &'a Config,
    /// The citations.
    pub references: &'a References<'a>,
    /// The language.
    pub locale: Locale,
    /// Colours and sizes.
    pub theme: &'a Theme,
}

impl<'a> FigureRequest<'a> {
    pub(super) fn words(&self) -> &'static Language {
        words(self.locale)
    }

    pub(super) fn claim(&self, index: usize) -> &'a Claim {
        &self.dataset.claims[index]
    }

    pub(super) fn claims(&self) -> Vec<&'a Claim> {
        self.selected.claims().map(|i| self.claim(i)).collect()
    }

    /// Whether two claims in one row may be joined: nothing keeps them apart, not even what the recipe accepts.
    pub(super) fn may_join(&self, a: usize, b: usize) -> bool {
        differences(self.dataset, self.claim(a), self.claim(b), Nearness::Row).is_empty()
    }
}
