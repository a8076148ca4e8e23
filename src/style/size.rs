//! The sizes of figures: where they are going to stand.

/// A size of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Size {
    /// A slide of 16:9, 960 × 540 px: one px is one point on a slide of PowerPoint's standard size.
    Slide,
    /// A slide of 4:3, 960 × 720 px.
    Standard,
    /// A square, 720 × 720 px.
    Square,
    /// Half a slide of 16:9, 480 × 540 px.
    Half,
    /// A column of a journal, 85 mm (321 px) wide and as high as its content.
    Column,
    /// A poster of A2 across, 594 × 420 mm (2245 × 1587 px).
    Poster,
}

impl Size {
    /// All sizes.
    pub const ALL: [Self; 6] = [Self::Slide, Self::Standard, Self::Square, Self::Half, Self::Column, Self::Poster];

    /// The word of recipes, `config.toml` and the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Slide => "slide",
            Self::Standard => "standard",
            Self::Square => "square",
            Self::Half => "half",
            Self::Column => "column",
            Self::Poster => "poster",
        }
    }

    /// Width and height in CSS px; a size without a height is as high as its content.
    pub fn extent(self) -> (f64, Option<f64>) {
        match self {
            Self::Slide => (960.0, Some(540.0)),
            Self::Standard => (960.0, Some(720.0)),
            Self::Square => (720.0, Some(720.0)),
            Self::Half => (480.0, Some(540.0)),
            Self::Column => (321.0, None),
            Self::Poster => (2245.0, Some(1587.0)),
        }
    }

    /// How large marks, gaps and most texts are, next to those of a slide.
    pub(super) fn scale(self) -> f64 {
        match self {
            Self::Slide | Self::Standard => 1.0,
            Self::Square => 0.95,
            Self::Half => 0.82,
            Self::Column => 0.7,
            Self::Poster => 2.3,
        }
    }

    /// How large the title is, next to that of a slide: it shrinks faster than what it stands over.
    pub(super) fn title_scale(self) -> f64 {
        match self {
            Self::Slide | Self::Standard => 1.0,
            Self::Square => 0.92,
            Self::Half => 0.74,
            Self::Column => 0.56,
            Self::Poster => 2.4,
        }
    }

    /// How large note and source are, next to those of a slide: they cannot shrink as far.
    pub(super) fn note_scale(self) -> f64 {
        match self {
            Self::Slide | Self::Standard | Self::Square => 1.0,
            Self::Half => 0.85,
            Self::Column => 0.75,
            Self::Poster => 2.0,
        }
    }
}
