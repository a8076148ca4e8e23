//! From a selection of claims to a [`Scene`]: what is drawn, where, and with which words.
//!
//! A kind of chart (one file each) says how tall a row is and what stands in it; columns, scale, panels, axes and the
//! page round them are worked out once for all kinds.

mod alt;
mod bar;
mod card;
mod diverging;
mod dot;
mod gate;
mod grid;
mod metadata;
mod notes;
mod number;
mod parts;
mod series;
mod stacked;
mod subtitle;
mod waffle;

use crate::compare::{Nearness, differences};
use crate::config::Config;
use crate::frame::Selected;
use crate::layout::{Footer, Page};
use crate::locale::{Words, words};
use crate::model::{Claim, Dataset, Locale};
use crate::recipe::{Kind, Recipe};
use crate::reference::References;
use crate::scene::Scene;
use crate::theme::Theme;

pub use gate::gate;
pub use series::drawable;

/// Everything that a figure is made from.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
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

impl<'a> Request<'a> {
    fn words(&self) -> &'static Words {
        words(self.locale)
    }

    fn claim(&self, index: usize) -> &'a Claim {
        &self.dataset.claims[index]
    }

    fn claims(&self) -> Vec<&'a Claim> {
        self.selected.claims().map(|i| self.claim(i)).collect()
    }

    /// Whether two claims in one row may be joined: nothing keeps them apart, not even what the recipe accepts.
    fn may_join(&self, a: usize, b: usize) -> bool {
        differences(self.dataset, self.claim(a), self.claim(b), Nearness::Row).is_empty()
    }
}

/// A figure, ready to be drawn.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The figure's id, that of its recipe.
    pub id: String,
    /// Its language.
    pub locale: Locale,
    /// The title.
    pub title: String,
    /// The alt text, about 300 characters at most.
    pub alt: String,
    /// The ids of the claims in it, in the order of drawing.
    pub claims: Vec<String>,
    /// The data code: seven hexadecimal digits that change when the data behind the figure do.
    pub code: String,
    /// What is drawn.
    pub scene: Scene,
}

/// Lays a figure out. The gate is the caller's business: see [`gate()`].
pub fn figure(request: &Request<'_>) -> Figure {
    let (recipe, locale, theme) = (request.recipe, request.locale, request.theme);
    let plot = series::plot(request);
    let title = recipe.title.get(locale).to_owned();
    let subtitle = subtitle::subtitle(request);
    let mut page = Page::new(theme, &title, &subtitle);
    match recipe.kind {
        Kind::Bar => grid::draw(&bar::Bar, &plot, request, &mut page),
        Kind::Dot => grid::draw(&dot::Dot, &plot, request, &mut page),
        Kind::Stacked => grid::draw(&stacked::Stacked, &plot, request, &mut page),
        Kind::Diverging => grid::draw(&diverging::Diverging, &plot, request, &mut page),
        Kind::Number => number::draw(&plot, request, &mut page),
        Kind::Waffle => waffle::draw(&plot, request, &mut page),
    }
    let source = notes::source(request);
    let code = metadata::code(request);
    let footer =
        Footer { note: notes::note(request, &plot), source: source.clone(), code: &format!("{} · {code}", recipe.id) };
    let (nodes, height) = page.finish(&footer);
    let alt = alt::alt(request, &plot, &subtitle, &source);
    let scene = Scene {
        id: recipe.id.clone(),
        lang: locale.tag(),
        width: theme.width,
        height,
        font_family: crate::layout::FAMILY,
        title: title.clone(),
        description: alt::description(&alt, &plot),
        metadata: metadata::metadata(request, &code),
        nodes,
    };
    let claims = request.claims().iter().map(|c| c.id.value.clone()).collect();
    Figure { id: recipe.id.clone(), locale, title, alt, claims, code, scene }
}
