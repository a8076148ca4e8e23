//! Presentations: figures on slides, with their sources and notes, as PPTX, HTML and PDF.

use std::fmt;
use std::sync::Arc;

use crate::figure::Figure;
use crate::language::phrases::words;
use crate::locale::Language;
use crate::model::Locale;
use crate::project::recipe::{Aspect, SlideForm};
use crate::style::{Size, Style, Theme};

/// A presentation, ready to be written.
#[derive(Clone, Debug)]
pub struct Deck {
    /// The id, that of its recipe.
    pub id: String,
    /// The title of the first slide.
    pub title: String,
    /// What stands below it.
    pub subtitle: String,
    /// The language.
    pub locale: Locale,
    /// The shape of the slides.
    pub aspect: Aspect,
    /// What the slides look like, and the figures on them.
    pub theme: Theme,
    /// The figures once more for narrow screens, in the order of the slides; empty where pages are not asked for.
    pub narrow: Vec<Arc<Figure>>,
    /// What stands at the foot of the slides with figures, words and references; none when empty.
    pub footer: String,
    /// The date in words; none when empty.
    pub date: String,
    /// The slides between the first and the bibliography.
    pub slides: Vec<Slide>,
    /// The full references of all works behind the figures.
    pub references: Vec<String>,
}

/// A slide.
#[derive(Clone, Debug)]
pub enum Slide {
    /// The head of a part.
    Section(String),
    /// A figure.
    Figure {
        /// The figure, laid out for the space below a title.
        figure: Arc<Figure>,
        /// The title: the finding.
        title: String,
        /// How it stands on the slide.
        form: SlideForm,
    },
    /// Two figures side by side, each below its own finding.
    Pair {
        /// The title.
        title: String,
        /// The figures, laid out for half of the slide.
        figures: [Arc<Figure>; 2],
        /// How they stand on the slide.
        form: SlideForm,
    },
    /// Words.
    Words {
        /// The title.
        title: String,
        /// What stands below it.
        body: Vec<Paragraph>,
    },
}

/// A paragraph of a slide of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paragraph {
    /// A text.
    Plain(String),
    /// A point, behind a bullet.
    Bullet(String),
    /// A part of the presentation, behind its number.
    Numbered(usize, String),
}

impl Paragraph {
    /// Its words.
    pub fn words(&self) -> &str {
        match self {
            Self::Plain(words) | Self::Bullet(words) | Self::Numbered(_, words) => words,
        }
    }
}

impl Deck {
    pub(super) fn words(&self) -> &'static Language {
        words(self.locale)
    }

    /// Whether something stands at the foot of its slides besides their numbers.
    pub(crate) fn has_foot(&self) -> bool {
        !self.footer.is_empty() || !self.date.is_empty()
    }

    /// The figures, in the order of the slides.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.slides.iter().flat_map(Slide::figures)
    }
}

impl Slide {
    /// The figures on it.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        let all = match self {
            Self::Figure { figure, .. } => std::slice::from_ref(figure),
            Self::Pair { figures, .. } => figures.as_slice(),
            Self::Section(_) | Self::Words { .. } => &[],
        };
        all.iter().map(|figure| &**figure)
    }
}

/// The height of the line at the foot of a slide, px of a slide 960 px wide.
pub(crate) const FOOT: f64 = 20.0;
/// The height of the findings above two figures side by side, px of a slide 960 px wide.
pub(crate) const HEADS: f64 = 44.0;

/// How large the finding above one of two figures is, px of a slide 960 px wide: as large as it has room, where `height` gives
/// the height of its lines in a size.
#[cfg(any(feature = "pdf", feature = "slides"))]
pub(crate) fn finding_size(height: &dyn Fn(f64) -> f64) -> f64 {
    const SIZES: [f64; 6] = [16.0, 15.0, 14.0, 13.0, 12.0, 11.0];
    SIZES.into_iter().find(|size| height(*size) <= HEADS - 6.0).unwrap_or(10.0)
}

/// What one of two figures on a slide is laid out for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HalfSlide {
    /// The size.
    pub size: Size,
    /// The height of the space, px of a figure of that size.
    pub height: f64,
}

impl HalfSlide {
    /// That of slides of a shape, of which `foot` px of 960 are taken at the foot.
    pub fn of(aspect: Aspect, foot: f64) -> Self {
        let size = match aspect {
            Aspect::Wide => Size::Half,
            Aspect::Standard => Size::Column,
        };
        // As wide as half of the slide, from the edge of its titles on; its own margin lies beyond that edge.
        let light = Style::named("light").expect("the light style is the program's own");
        let width = size.extent().width - Theme::new(&light, size).margin;
        let height = (space(aspect) - HEADS - foot) * width / (480.0 - 40.0);
        Self { size, height: (height * 10.0).floor() / 10.0 }
    }
}

/// The margin of a figure on its canvas, px: that of its theme, as much larger as the canvas is.
#[cfg(any(feature = "pdf", feature = "slides"))]
pub(crate) fn margin(figure: &Figure) -> f64 {
    figure.theme.margin * figure.scene.width / figure.theme.width
}

/// The height of the space below the title of a slide, px of a slide 960 px wide.
pub fn space(aspect: Aspect) -> f64 {
    match aspect {
        Aspect::Wide => 452.0,
        Aspect::Standard => 628.0,
    }
}

/// The notes of a figure: what stands in the speaker notes of its slide, a paragraph each.
pub fn notes(figure: &Figure) -> Vec<String> {
    let mut lines = vec![tag(figure)];
    lines.extend(figure.data.marks().map(|v| v.reading().to_owned()));
    lines.extend(figure.captions.note.clone());
    lines.push(figure.captions.source.clone());
    lines.extend(figure.captions.references.iter().cloned());
    lines.push(figure.alt.clone());
    lines
}

#[cfg(feature = "slides")]
/// What stands below a chart of PowerPoint's own, a paragraph each: the note, then source, id and data code.
pub(crate) fn foot(figure: &Figure) -> Vec<String> {
    let source = format!("{}  {} · {}", figure.captions.source, figure.id, figure.code);
    figure.captions.note.iter().cloned().chain([source]).collect()
}

#[cfg(feature = "slides")]
/// What the last line of the notes of a figure starts with, on a slide of PowerPoint.
pub(crate) const END: &str = "— citeplot";

/// What a figure on a slide is known by: its id, language and data code.
pub fn tag(figure: &Figure) -> String {
    format!("citeplot:{}@{}#{}", figure.id, figure.locale, figure.code)
}

/// A presentation that cannot be written or read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeckError {
    /// What is wrong.
    pub message: String,
    /// What can be done.
    pub hint: Option<&'static str>,
}

impl DeckError {
    #[cfg(any(feature = "pdf", feature = "slides"))]
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None }
    }

    #[cfg(feature = "slides")]
    pub(crate) fn hint(self, hint: &'static str) -> Self {
        Self { hint: Some(hint), ..self }
    }
}

impl fmt::Display for DeckError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DeckError {}
