//! Figures of citeplot that a refresh sees and cannot renew: they are named with the reason, never passed over.

use std::collections::BTreeSet;

use crate::project::recipe::Aspect;
use crate::publish::deck::space;
use crate::publish::ooxml::origin::{Origin, Part};
use crate::publish::ooxml::refresh::find::{Figures, Sheet};
use crate::publish::ooxml::refresh::{Found, Loss, Renewal, State};
use crate::publish::ooxml::shapes::FRAME;
use crate::publish::ooxml::tree::{Element, Tree};

/// How far the sides of a picture may be from those of a whole figure, as a share.
const ALIKE: f64 = 0.02;

/// The figures of a part that cannot be renewed.
pub(super) fn figures(sheet: &Sheet, tree: &Tree<'_>, figures: &Figures<'_>) -> Vec<Renewal> {
    let mut all: Vec<(Found, Loss)> = figures.lost.clone();
    let key = |found: &Found| (found.chart.clone(), found.locale.clone());
    let seen: BTreeSet<(String, String)> =
        figures.objects.iter().map(|o| key(&o.found)).chain(all.iter().map(|(found, _)| key(found))).collect();
    // What the texts of the slide are about, and no figure.
    let mut wanted = about(tree);
    wanted.retain(|figure| !seen.contains(figure));
    let mut wanted = wanted.into_iter();
    for loss in tree.all("sp").filter_map(loss) {
        let (chart, locale) = wanted.next().unwrap_or_else(|| ("?".to_owned(), "?".to_owned()));
        all.push((sheet.found(chart, locale), loss));
    }
    all.extend(wanted.map(|(chart, locale)| (sheet.found(chart, locale), Loss::Absent)));
    all.into_iter().map(|(found, loss)| Renewal { found, state: State::Lost(loss) }).collect()
}

/// The charts, each with its language, that titles on a slide are about.
fn about(tree: &Tree<'_>) -> BTreeSet<(String, String)> {
    let name = |shape: Element<'_>| shape.at(&["nvSpPr", "cNvPr"])?.attribute("name");
    let origins = tree.all("sp").filter_map(|shape| Origin::read(&name(shape)?));
    let titles = origins.filter(|origin| origin.part == Part::Title);
    titles.map(|origin| (origin.chart, origin.locale.tag().to_owned())).collect()
}

/// What became of the group of a figure whose unseen frame stands outside of a group of citeplot's.
fn loss(shape: Element<'_>) -> Option<Loss> {
    let name = |head: &str, shape: Element<'_>| shape.at(&[head, "cNvPr"]).and_then(|c| c.attribute("name"));
    name("nvSpPr", shape).filter(|name| name.starts_with(FRAME))?;
    let parent = shape.parent()?;
    let of_group = name("nvGrpSpPr", parent).unwrap_or_default();
    match parent.is("spTree") {
        true => Some(Loss::Ungrouped),
        false => (!of_group.starts_with("citeplot:")).then_some(Loss::Renamed),
    }
}

/// The shape of the slides for which a picture was drawn that filled one below its title; none when it has other sides.
pub(super) fn aspect_of(picture: Element<'_>) -> Option<Aspect> {
    let size = picture.at(&["spPr", "xfrm", "ext"])?;
    let ratio = size.number::<f64>("cy")? / size.number::<f64>("cx")?;
    let is_cropped =
        picture.inner("srcRect").any(|crop| ["l", "t", "r", "b"].iter().any(|side| crop.attribute(side).is_some()));
    let fits = |aspect: &Aspect| (ratio / (space(*aspect) / 960.0) - 1.0).abs() < ALIKE;
    Aspect::ALL.into_iter().find(fits).filter(|_| !is_cropped)
}
