//! The texts of citeplot's on a slide, and the list of references, against what the records make now.

use std::collections::{BTreeMap, BTreeSet};

use crate::figure::{Figure, unsupported};
use crate::model::Locale;
use crate::project::recipe::Aspect;
use crate::publish::deck::{DeckError, foot};
use crate::publish::ooxml::archive::Archive;
use crate::publish::ooxml::chart_group::{legend_paragraph, legend_words, subtitle};
use crate::publish::ooxml::origin::{Origin, Part, digest};
use crate::publish::ooxml::refresh::changes::Changes;
use crate::publish::ooxml::refresh::find::Page;
use crate::publish::ooxml::refresh::texts::{Fate, New, Written};
use crate::publish::ooxml::refresh::{Found, Place, Refresher, SlideOf, TextPart, TextRenewal, TextState};
use crate::publish::ooxml::tree::Tree;

impl Page<'_> {
    /// Renews the texts that are as citeplot wrote them; says which are others now, or ought to be.
    pub(super) fn renew(
        &self,
        refresher: &Refresher<'_>,
        references: &mut References,
        changes: &mut Changes<'_, '_>,
    ) -> Vec<TextRenewal> {
        let mut all = Vec::new();
        for written in self.tree.all("sp").filter_map(Written::read) {
            if written.origin.part == Part::References {
                references.pieces.push((self.sheet.part.clone(), self.sheet.place.clone()));
                continue;
            }
            let Some(drawn) = refresher.gallery.figure(&self.found(&written.origin)) else { continue };
            all.extend(self.renew_one(&written, &drawn.figure, refresher, changes));
        }
        let place = &self.sheet.place;
        let title = self.title_without_name(refresher, changes).into_iter();
        all.extend(title.map(|(chart, state)| TextRenewal {
            place: place.clone(),
            chart,
            part: TextPart::Title,
            state,
        }));
        all
    }

    fn renew_one(
        &self,
        written: &Written<'_>,
        figure: &Figure,
        refresher: &Refresher<'_>,
        changes: &mut Changes<'_, '_>,
    ) -> Vec<TextRenewal> {
        let said = |state| TextRenewal {
            place: self.sheet.place.clone(),
            chart: figure.id.clone(),
            part: part(written.origin.part),
            state,
        };
        let mut all = Vec::new();
        let mut words = written.words();
        if let Some(new) = new(written, figure, refresher) {
            match written.renew(&new, self.text, changes.edits(&self.sheet.part)) {
                Fate::Current => {}
                Fate::Renewed => {
                    words = new.paragraphs.join("\n");
                    all.push(said(TextState::Renewed));
                }
                Fate::Edited => all.push(said(TextState::Edited)),
            }
        }
        if written.origin.part == Part::Title {
            all.extend(lost(&words, figure).map(said));
        }
        all
    }

    /// The figure that a text is about: as one of the page where it has it.
    fn found(&self, origin: &Origin) -> Found {
        let locale = origin.locale.tag();
        let own = self.figures.objects.iter().find(|o| o.found.chart == origin.chart && o.found.locale == locale);
        own.map_or_else(
            || Found {
                place: self.sheet.place.clone(),
                chart: origin.chart.clone(),
                locale: locale.to_owned(),
                look: None,
                space: None,
                aspect: Aspect::Wide,
                scheme: self.sheet.scheme.clone(),
            },
            |object| object.found.clone(),
        )
    }
}

/// What the data of a figure do not support of a title; none when they support all of it.
pub(super) fn lost(title: &str, figure: &Figure) -> Option<TextState> {
    let lost = unsupported(title, figure.locale, &figure.data);
    (!lost.is_empty()).then_some(TextState::Unsupported(lost))
}

fn part(part: Part) -> TextPart {
    match part {
        Part::Title => TextPart::Title,
        Part::Subtitle => TextPart::Subtitle,
        Part::Legend => TextPart::Legend,
        Part::Foot => TextPart::Source,
        Part::References => TextPart::References,
    }
}

/// What a text would say now; none where nothing tells.
fn new(written: &Written<'_>, figure: &Figure, refresher: &Refresher<'_>) -> Option<New> {
    let origin = &written.origin;
    let plain = |paragraphs| Some(New { paragraphs, xml: None });
    match origin.part {
        Part::Title => plain(vec![title(origin, figure, refresher)?]),
        Part::Subtitle => plain(subtitle(figure)),
        Part::Legend => Some(New {
            paragraphs: legend_words(figure),
            xml: Some(legend_paragraph(figure, &written.dress()).to_string()),
        }),
        Part::Foot => plain(foot(figure)),
        Part::References => None,
    }
}

/// The title of now: that of the chart, or that of the deck recipe where one gave it.
fn title(origin: &Origin, figure: &Figure, refresher: &Refresher<'_>) -> Option<String> {
    let Some(deck) = &origin.deck else { return Some(figure.title.clone()) };
    let mut all = (refresher.titles)(&SlideOf { deck, chart: &figure.id, locale: figure.locale });
    // A chart may stand on several slides of its deck, each with a title of its own.
    match all.iter().position(|t| digest(t) == origin.digest) {
        Some(same) => Some(all.swap_remove(same)),
        None if all.len() == 1 => all.pop(),
        None => None,
    }
}

/// The list of references of a deck.
#[derive(Default)]
pub(super) struct References {
    /// The references of all figures, by language.
    cited: BTreeMap<Locale, BTreeSet<String>>,
    /// The parts that hold a piece of the list, and where they are.
    pieces: Vec<(String, Place)>,
}

impl References {
    /// Takes up what a figure cites.
    pub(super) fn cite(&mut self, figure: &Figure) {
        let own = self.cited.entry(figure.locale).or_default();
        own.extend(figure.captions.references.iter().cloned());
    }

    /// Renews the pieces: as many references on each as the list has room for now.
    pub(super) fn renew(
        &self,
        changes: &mut Changes<'_, '_>,
        archive: &Archive<'_>,
    ) -> Result<Vec<TextRenewal>, DeckError> {
        let mut all = Vec::new();
        for (at, (sheet, place)) in self.pieces.iter().enumerate() {
            let text = archive.text(sheet)?;
            let tree = Tree::parse(&text)?;
            for written in tree.all("sp").filter_map(Written::read).filter(|w| w.origin.part == Part::References) {
                let Some(cited) = self.cited.get(&written.origin.locale) else { continue };
                let list: Vec<String> = cited.iter().cloned().collect();
                let each = list.len().div_ceil(self.pieces.len()).max(1);
                let last = at + 1 == self.pieces.len();
                let own = list.iter().skip(at * each).take(if last { list.len() } else { each }).cloned();
                let new = New { paragraphs: own.collect(), xml: None };
                let state = match written.renew(&new, &text, changes.edits(sheet)) {
                    Fate::Current => continue,
                    Fate::Renewed => TextState::Renewed,
                    Fate::Edited => TextState::Edited,
                };
                let (place, chart) = (place.clone(), written.origin.chart.clone());
                all.push(TextRenewal { place, chart, part: TextPart::References, state });
            }
        }
        Ok(all)
    }
}

/// The references on one slide, as decks are made.
pub(crate) const PIECE: usize = 7;
