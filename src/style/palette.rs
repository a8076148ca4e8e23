//! The colours of figures, and the palettes that come with the program.

use crate::style::color::Color;

/// How many series a palette has colours for.
pub const SERIES: usize = 6;

/// Every colour of a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    /// What everything stands on.
    pub background: Color,
    /// Text that matters.
    pub foreground: Color,
    /// Text that explains.
    pub muted: Color,
    /// Rules and connectors.
    pub rule: Color,
    /// Grid lines.
    pub grid: Color,
    /// Answers that lean neither way.
    pub neutral: Color,
    /// Marks that are not the point.
    pub faded: Color,
    /// Colours of series, in the order of the entities of a dataset.
    pub series: [Color; SERIES],
    /// Whether texture and shape tell series apart as well.
    pub textured: bool,
}

impl Palette {
    /// The palettes by name.
    pub const NAMES: [&'static str; 3] = ["light", "dark", "print"];

    /// The palette with a name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "light" => Some(Self::light()),
            "dark" => Some(Self::dark()),
            "print" => Some(Self::print()),
            _ => None,
        }
    }

    /// For white pages and slides. No two series are equally light, so they can be told apart in grey and by colour-blind
    /// readers.
    pub fn light() -> Self {
        Self {
            background: Color(0xff, 0xff, 0xff),
            foreground: Color(0x1b, 0x1f, 0x24),
            muted: Color(0x57, 0x60, 0x6a),
            rule: Color(0xd0, 0xd7, 0xde),
            grid: Color(0xe6, 0xe9, 0xed),
            neutral: Color(0x66, 0x70, 0x7b),
            faded: Color(0x8b, 0x94, 0x9e),
            series: [
                Color(0x02, 0x56, 0xa9),
                Color(0xd6, 0x5c, 0x14),
                Color(0x28, 0x7b, 0x55),
                Color(0x61, 0x22, 0x86),
                Color(0x4e, 0x9c, 0xc7),
                Color(0x16, 0x31, 0x3e),
            ],
            textured: false,
        }
    }

    /// For dark slides and pages.
    pub fn dark() -> Self {
        Self {
            background: Color(0x14, 0x18, 0x1d),
            foreground: Color(0xf0, 0xf3, 0xf6),
            muted: Color(0xa6, 0xb0, 0xbb),
            rule: Color(0x45, 0x4e, 0x58),
            grid: Color(0x2b, 0x32, 0x3a),
            neutral: Color(0x9a, 0xa5, 0xb1),
            faded: Color(0x6b, 0x76, 0x81),
            series: [
                Color(0x54, 0x9d, 0xe5),
                Color(0xfd, 0xac, 0x73),
                Color(0x79, 0xe6, 0xb9),
                Color(0xab, 0x6c, 0xb9),
                Color(0xf5, 0xea, 0xa3),
                Color(0x5f, 0x74, 0x7f),
            ],
            textured: false,
        }
    }

    /// For print without colour: greys, told apart by texture and shape besides.
    pub fn print() -> Self {
        Self {
            background: Color(0xff, 0xff, 0xff),
            foreground: Color(0x00, 0x00, 0x00),
            muted: Color(0x4a, 0x4a, 0x4a),
            rule: Color(0xbd, 0xbd, 0xbd),
            grid: Color(0xdd, 0xdd, 0xdd),
            neutral: Color(0x52, 0x52, 0x52),
            faded: Color(0x91, 0x91, 0x91),
            series: [
                Color(0x35, 0x35, 0x35),
                Color(0x91, 0x91, 0x91),
                Color(0x61, 0x61, 0x61),
                Color(0x1b, 0x1b, 0x1b),
                Color(0x79, 0x79, 0x79),
                Color(0x49, 0x49, 0x49),
            ],
            textured: true,
        }
    }
}
