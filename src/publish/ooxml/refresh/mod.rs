//! Bringing the figures of a user's own deck up to date, in place.
//!
//! A picture is known by the metadata in its file, a chart or group by its name. Nothing else on a slide changes by a byte.

mod changes;
mod chart;
mod drawn;
mod edits;
mod find;
mod group;
mod lost;
mod notes;
mod over;
mod patch;
mod picture;
mod pieces;
mod repack;
mod same;
mod texts;
mod titles;
mod workbook;
mod written;

use std::fmt;
use std::sync::Arc;

use crate::figure::Figure;
use crate::model::Locale;
use crate::project::recipe::Aspect;
use crate::publish::deck::DeckError;
use crate::publish::ooxml::archive::{Archive, Macros};
use crate::publish::ooxml::base::scheme;
use crate::publish::ooxml::chart::AsShapes;
use crate::publish::ooxml::text::hex;
use crate::style::Palette;
use changes::Changes;
use drawn::Gallery;
pub(crate) use edits::Edits;
pub(crate) use find::Media;
use repack::{Parts, Repack};
pub(crate) use written::PIECE;
use written::References;

/// Where a figure stands in a presentation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A slide, by its number from 1.
    Slide(usize),
    /// A layout, by its name.
    Layout(String),
    /// A master, by its name.
    Master(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Slide(number) => write!(f, "slide {number}"),
            Self::Layout(name) => write!(f, "layout `{name}`"),
            Self::Master(name) => write!(f, "master `{name}`"),
        }
    }
}

/// A figure that a deck holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it stands.
    pub place: Place,
    /// The chart.
    pub chart: String,
    /// The language, a BCP 47 tag.
    pub locale: String,
    /// The size and the theme that it was drawn in, where the file says.
    pub look: Option<(String, String)>,
    /// The height of the space that it was laid out for, tenths of a px, when it has no title of its own.
    pub space: Option<u32>,
    /// The shape of the slides that it was laid out for, when it is known by its name alone.
    pub aspect: Aspect,
    /// The colours of the scheme of its presentation, in hexadecimal digits: those of the theme that it wears, where the
    /// presentation was made by citeplot. Empty when the file does not say.
    pub scheme: Arc<[String]>,
}

impl Found {
    /// Whether its presentation has the colours of a theme.
    pub(crate) fn wears(&self, palette: &Palette) -> bool {
        let colors = scheme(palette).map(|(_, color)| hex(color));
        let pairs = || self.scheme.iter().zip(&colors);
        self.scheme.len() == colors.len() && pairs().all(|(a, b)| a.eq_ignore_ascii_case(b))
    }
}

/// What became of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is what the records make.
    Current,
    /// It was not, and is now.
    Renewed,
    /// It was of another form (panels, kind, number of series): it is drawn anew in that of now, in the old place and size.
    Rebuilt,
    /// The project has no such chart any more, or cannot draw it; it was left as it is.
    Gone,
    /// It was a chart of PowerPoint's own and cannot be one any more; it was left as it is.
    Refused(AsShapes),
    /// It is citeplot's and cannot be renewed; it was left as it is.
    Lost(Loss),
}

/// What keeps a figure of citeplot from being renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// Its shapes stand on the slide without the group that held them.
    Ungrouped,
    /// Its group has another name than citeplot gave it.
    Renamed,
    /// Its picture lost what it says of itself, and is of another format or shape than citeplot draws.
    Picture,
    /// The part of the chart is not in the file.
    Part,
    /// Texts of it stand on the slide, and no figure.
    Absent,
    /// The project has no figures in its language any more.
    Language,
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ungrouped => "its shapes were ungrouped: undo that, or insert the slide anew",
            Self::Renamed => "its group was renamed: the name has to be as citeplot wrote it",
            Self::Picture => {
                "its picture was written anew by another program, without what it says of itself: insert it anew"
            }
            Self::Part => "the file lacks the part of its chart: insert it anew",
            Self::Absent => "its texts stand here, and it does not: remove them, or insert it anew",
            Self::Language => "the project has no figures in its language any more: `locales` in config.toml",
        })
    }
}

/// What became of one figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewal {
    /// The figure.
    pub found: Found,
    /// What became of it.
    pub state: State,
}

/// What a text of citeplot's is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextPart {
    /// The title of a slide.
    Title,
    /// What was asked, above a chart.
    Subtitle,
    /// The names of the colours, above a chart.
    Legend,
    /// Note, source and code, below a chart.
    Source,
    /// A piece of the list of references.
    References,
    /// The speaker notes of a figure.
    Notes,
    /// An alt text.
    Alt,
}

impl fmt::Display for TextPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Title => "title",
            Self::Subtitle => "subtitle",
            Self::Legend => "legend",
            Self::Source => "note and source",
            Self::References => "references",
            Self::Notes => "speaker notes",
            Self::Alt => "alt text",
        })
    }
}

/// What became of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextState {
    /// It was as citeplot wrote it, and is now as citeplot writes it now.
    Renewed,
    /// Another program had dropped it: it is written again. It says nothing else than before.
    Restored,
    /// The user has edited it, and citeplot would write something else now than it did then: it was left as it is.
    Edited,
    /// The title of the slide is not named as citeplot names it, and not that of the chart: nothing tells whether citeplot
    /// wrote it. It was left as it is.
    Unknown,
    /// The slide has no title.
    Missing,
    /// No value of the chart supports these words of it, whoever wrote them, and whether or not the data have changed.
    Unsupported(Vec<String>),
}

/// A text that is not what it was, or should not be what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextRenewal {
    /// Where it stands.
    pub place: Place,
    /// The chart that it is about; `all` for the list of references.
    pub chart: String,
    /// What it is.
    pub part: TextPart,
    /// What became of it.
    pub state: TextState,
}

/// A deck that was looked through.
#[derive(Clone, Debug)]
pub struct Refreshed {
    /// The file; the bytes that were read when nothing changed.
    pub bytes: Vec<u8>,
    /// Every figure, in the order of the slides.
    pub renewals: Vec<Renewal>,
    /// The texts that citeplot wrote beside them and that are something else now, or ought to be.
    pub texts: Vec<TextRenewal>,
    /// How many pictures and charts are not of citeplot: they are left as they are.
    pub others: usize,
    /// How many parts of the file were unpacked: of charts, workbooks, notes and pictures that are packed alike, one.
    pub unpacked: usize,
}

/// The figures that a deck holds: in the order of its slides, then those on layouts and masters.
///
/// # Errors
/// When the file is no presentation, is encrypted, or is built to do harm.
pub fn found(bytes: &[u8]) -> Result<Vec<Found>, DeckError> {
    let archive = Archive::open(bytes, Macros::Kept)?;
    let media = Media::of(&archive);
    Ok(named_figures(&media)?.into_iter().map(|(found, _)| found).collect())
}

/// The same of a presentation that is open already, each with the data code that it was drawn from; empty when the deck does not say.
pub(crate) fn named_figures(media: &Media<'_, '_>) -> Result<Vec<(Found, String)>, DeckError> {
    let mut found = Vec::new();
    find::each(&find::sheets(media.archive)?, media, |page| {
        for object in page.figures.objects {
            if !found.last().is_some_and(|(last, _)| object.is_further_part_of(last)) {
                found.push((object.found, object.code.unwrap_or_default()));
            }
        }
        Ok(())
    })?;
    Ok(found)
}

/// Brings every figure of a deck up to date. `draw` gives the figure that the records make of a found one now; it is asked
/// once for each chart, language and look, however often the figure stands in the deck.
///
/// # Errors
/// As [`found`], and when a figure cannot be drawn.
pub fn refresh(bytes: &[u8], draw: &dyn Fn(&Found) -> Option<Figure>) -> Result<Refreshed, DeckError> {
    Refresher::new(draw).refresh(bytes, &|_, _| {})
}

/// Brings several decks up to date: a figure that stands in more than one of them is drawn once.
pub struct Refresher<'a> {
    gallery: Gallery<'a>,
    titles: &'a dyn Fn(&SlideOf<'_>) -> Vec<String>,
    languages: &'a dyn Fn(&str) -> bool,
}

/// A chart of a deck recipe in a language.
#[derive(Clone, Copy, Debug)]
pub struct SlideOf<'s> {
    /// The id of the deck.
    pub deck: &'s str,
    /// The id of the chart.
    pub chart: &'s str,
    /// The language.
    pub locale: Locale,
}

impl fmt::Debug for Refresher<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refresher").finish_non_exhaustive()
    }
}

impl<'a> Refresher<'a> {
    /// A refresher. `draw` gives the figure that the records make of a found one now, or none when they make it no more.
    pub fn new(draw: &'a dyn Fn(&Found) -> Option<Figure>) -> Self {
        Self { gallery: Gallery::new(draw), titles: &|_| Vec::new(), languages: &|_| true }
    }

    /// The same, which also renews titles that deck recipes give: `titles` gives all that a recipe has for a chart.
    #[must_use]
    pub fn titled(self, titles: &'a dyn Fn(&SlideOf<'_>) -> Vec<String>) -> Self {
        Self { titles, ..self }
    }

    /// The same, which tells figures in a language that the project has no more from charts that it has no more: `speaks` says
    /// whether it has figures in a language, by its BCP 47 tag.
    #[must_use]
    pub fn speaking(self, speaks: &'a dyn Fn(&str) -> bool) -> Self {
        Self { languages: speaks, ..self }
    }

    /// Brings every figure of a deck up to date. `progress` is told how many slides are done, and how many there are.
    ///
    /// # Errors
    /// As [`found`], and when a figure cannot be drawn.
    pub fn refresh(&self, bytes: &[u8], progress: &dyn Fn(usize, usize)) -> Result<Refreshed, DeckError> {
        let archive = Archive::open(bytes, Macros::Kept)?;
        let (mut refreshed, parts) = self.look_through(&archive, progress)?;
        refreshed.bytes = match parts.is_empty() {
            true => bytes.to_vec(),
            false => Repack { archive: &archive, parts: &parts, left_out: None, what: "the presentation" }.write()?,
        };
        Ok(refreshed)
    }

    /// Looks what a refresh would do, without making the new file: [`Refreshed::bytes`] is empty.
    ///
    /// # Errors
    /// As [`Refresher::refresh`].
    pub fn check(&self, bytes: &[u8], progress: &dyn Fn(usize, usize)) -> Result<Refreshed, DeckError> {
        let archive = Archive::open(bytes, Macros::Kept)?;
        self.look_through(&archive, progress).map(|(refreshed, _)| refreshed)
    }

    /// What becomes of everything in a deck, and the parts that change.
    fn look_through(
        &self,
        archive: &Archive<'_>,
        progress: &dyn Fn(usize, usize),
    ) -> Result<(Refreshed, Parts), DeckError> {
        let sheets = find::sheets(archive)?;
        let mut changes = Changes::of(archive);
        let (mut renewals, mut others, mut texts) = (Vec::new(), 0, Vec::new());
        let mut references = References::default();
        let mut done = 0;
        find::each(&sheets, &Media::of(archive), |page| {
            progress(done, sheets.len());
            done += 1;
            others += page.figures.others;
            renewals.extend(lost::figures(page.sheet, page.tree, &page.figures));
            let mut ids = None;
            for object in &page.figures.objects {
                let state = match self.gallery.figure(&object.found) {
                    None if (self.languages)(&object.found.locale) => State::Gone,
                    None => State::Lost(Loss::Language),
                    Some(drawn) => {
                        references.cite(&drawn.figure);
                        changes.renew(object, page.sheet, &drawn, &mut ids)?
                    }
                };
                match renewals.last_mut().filter(|last: &&mut Renewal| object.is_further_part_of(&last.found)) {
                    Some(last) => last.state = last.state.with(state),
                    None => renewals.push(Renewal { found: object.found.clone(), state }),
                }
            }
            texts.extend(page.renew(self, &mut references, &mut changes));
            Ok(())
        })?;
        texts.extend(references.renew(&mut changes, archive)?);
        texts.extend(changes.take_texts());
        texts.sort_by(|a, b| (&a.place, a.part, &a.chart).cmp(&(&b.place, b.part, &b.chart)));
        let parts = changes.parts()?;
        Ok((Refreshed { bytes: Vec::new(), renewals, texts, others, unpacked: archive.unpacked() }, parts))
    }
}
