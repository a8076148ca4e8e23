//! The title of a slide whose shape is not named as citeplot names it: LibreOffice renames titles, and users type them anew.

use std::collections::BTreeSet;

use crate::publish::ooxml::origin::{Origin, Part, digest};
use crate::publish::ooxml::refresh::changes::Changes;
use crate::publish::ooxml::refresh::find::{Object, Page};
use crate::publish::ooxml::refresh::texts::{New, Written};
use crate::publish::ooxml::refresh::written::lost;
use crate::publish::ooxml::refresh::{Place, Refresher, TextState};
use crate::publish::ooxml::tree::Element;

impl Page<'_> {
    /// What is to be said of the title of a slide with one figure of a deck of citeplot's, when no text is named as its title:
    /// the title of the slide stands for it, or what the user has written above the figure.
    pub(super) fn title_without_name(
        &self,
        refresher: &Refresher<'_>,
        changes: &mut Changes<'_, '_>,
    ) -> Vec<(String, TextState)> {
        let Some(object) = self.untitled() else { return Vec::new() };
        let Some(drawn) = refresher.gallery.figure(&object.found) else { return Vec::new() };
        let figure = &drawn.figure;
        let origin = |words: &str| Origin {
            part: Part::Title,
            chart: figure.id.clone(),
            locale: figure.locale,
            deck: None,
            digest: digest(words),
        };
        let placeholder = self.tree.all("sp").find(|shape| is_title(*shape));
        let written = placeholder.and_then(|shape| Written::of(shape, origin(&words(shape))));
        let Some(written) = written.filter(|w| !w.words().trim().is_empty()) else {
            let above: Vec<Element<'_>> = self.tree.all("sp").filter(|shape| stands_above(*shape, object)).collect();
            let read = above.iter().filter_map(|shape| lost(&words(*shape), figure));
            return [TextState::Missing].into_iter().chain(read).map(|state| (figure.id.clone(), state)).collect();
        };
        let mut states = Vec::new();
        let mut says = written.words();
        if digest(&says) == digest(&figure.title) {
            written.name(&says, changes.edits(&self.sheet.part));
            states.push(TextState::Restored);
        } else {
            // The alt text is that of the chart as it was, and begins with its title.
            let alt = object.description.attribute("descr").unwrap_or_default();
            if alt.contains(&format!(": {}", says.trim())) {
                let new = New { paragraphs: vec![figure.title.clone()], xml: None };
                written.renew(&new, self.text, changes.edits(&self.sheet.part));
                says = figure.title.clone();
                states.push(TextState::Renewed);
            } else {
                states.push(TextState::Unknown);
            }
        }
        states.extend(lost(&says, figure));
        states.into_iter().map(|state| (figure.id.clone(), state)).collect()
    }

    /// The figure of the slide, when it has one of a deck of citeplot's and no title of it.
    fn untitled(&self) -> Option<&Object<'_>> {
        let figures: BTreeSet<(&str, &str)> =
            self.figures.objects.iter().map(|o| (o.found.chart.as_str(), o.found.locale.as_str())).collect();
        let is_titled = self.tree.all("sp").filter_map(Written::read).any(|w| w.origin.part == Part::Title);
        let only = figures.len() == 1 && !is_titled && matches!(self.sheet.place, Place::Slide(_));
        self.figures.objects.first().filter(|object| only && object.name.starts_with("citeplot:"))
    }
}

/// Whether a shape is the title of its slide.
fn is_title(shape: Element<'_>) -> bool {
    let kind = shape.at(&["nvSpPr", "nvPr", "ph"]).and_then(|ph| ph.attribute("type"));
    matches!(kind.as_deref(), Some("title" | "ctrTitle"))
}

fn words(shape: Element<'_>) -> String {
    shape.inner("p").map(|p| p.inner("t").map(Element::text).collect::<String>()).collect::<Vec<_>>().join("\n")
}

/// Whether a shape is a text of the user's above a figure.
fn stands_above(shape: Element<'_>, figure: &Object<'_>) -> bool {
    let name = shape.at(&["nvSpPr", "cNvPr"]).and_then(|head| head.attribute("name")).unwrap_or_default();
    let is_own = !name.starts_with("citeplot") && shape.at(&["nvSpPr", "nvPr", "ph"]).is_none();
    let on_slide = shape.parent().is_some_and(|parent| parent.is("spTree"));
    let top = |element: Element<'_>| element.inner("off").next().and_then(|off| off.number::<i64>("y"));
    let mut whole = figure.element;
    while let Some(parent) = whole.parent().filter(|parent| parent.is("grpSp")) {
        whole = parent;
    }
    is_own && on_slide && top(shape).zip(top(whole)).is_some_and(|(text, figure)| text < figure)
}
