//! The sizes of figures: where they are going to stand.

use crate::word::words;

words! {
    /// A size of figures.
    pub enum Size: "size" {
        /// A slide of 16:9, 960 × 540 px: one px is one point on a slide of PowerPoint's standard size.
        Slide = "slide",
        /// A slide of 4:3, 960 × 720 px.
        Standard = "standard",
        /// A square, 720 × 720 px.
        Square = "square",
        /// Half a slide of 16:9, 480 × 540 px.
        Half = "half",
        /// A column of a journal, 85 mm (321 px) wide and as high as its content.
        Column = "column",
        /// A poster of A2 across, 594 × 420 mm (2245 × 1587 px).
        Poster = "poster",
    }
}

/// How large a figure is, in CSS px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// The width.
    pub width: f64,
    /// The height; none for a figure that is as high as its content.
    pub height: Option<f64>,
}

impl Size {
    /// Width and height.
    pub fn extent(self) -> Extent {
        let of = |width, height| Extent { width, height };
        match self {
            Self::Slide => of(960.0, Some(540.0)),
            Self::Standard => of(960.0, Some(720.0)),
            Self::Square => of(720.0, Some(720.0)),
            Self::Half => of(480.0, Some(540.0)),
            Self::Column => of(321.0, None),
            Self::Poster => of(2245.0, Some(1587.0)),
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
