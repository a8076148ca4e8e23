//! Presentations: figures on slides, with their sources and notes, as PPTX, HTML and PDF.

use std::fmt;
use std::sync::Arc;

use crate::figure::Figure;
use crate::language::phrases::words;
use crate::locale::Language;
use crate::model::Locale;
use crate::project::recipe::{Aspect, SlideForm};
use crate::style::Theme;

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
}

impl Deck {
    pub(super) fn words(&self) -> &'static Language {
        words(self.locale)
    }

    /// The figures, in the order of the slides.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.slides.iter().filter_map(|slide| match slide {
            Slide::Figure { figure, .. } => Some(&**figure),
            Slide::Section(_) => None,
        })
    }
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
