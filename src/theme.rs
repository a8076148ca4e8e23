//! Every colour and size of a figure.

use crate::scene::{Color, TextStyle, Weight};

/// The look of figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// The width of the figure, px.
    pub width: f64,
    /// Left and right margin, px.
    pub margin: f64,
    /// Top margin, px.
    pub margin_top: f64,
    /// Bottom margin, px.
    pub margin_bottom: f64,
    /// Font sizes, px.
    pub title_size: f64,
    /// Font size of the subtitle, px.
    pub subtitle_size: f64,
    /// Font size of row labels, px.
    pub label_size: f64,
    /// Font size of series labels and the legend, px.
    pub series_size: f64,
    /// Font size of value labels, px.
    pub value_size: f64,
    /// Font size of ticks, px.
    pub tick_size: f64,
    /// Font size of note and source, px.
    pub note_size: f64,
    /// Font size of figure id and data code, px.
    pub code_size: f64,
    /// The ground.
    pub ground: Color,
    /// Text that matters.
    pub ink: Color,
    /// Text that explains.
    pub muted: Color,
    /// Rules and connectors.
    pub rule: Color,
    /// Grid lines.
    pub grid: Color,
    /// Answers that lean neither way.
    pub neutral: Color,
    /// Colours of series, in the order of the entities of a dataset.
    pub series: [Color; 6],
}

impl Default for Theme {
    /// The light theme: 960 px wide, Inter, a blue and a vermilion of equal contrast first.
    fn default() -> Self {
        Self {
            width: 960.0,
            margin: 40.0,
            margin_top: 22.0,
            margin_bottom: 18.0,
            title_size: 26.0,
            subtitle_size: 15.0,
            label_size: 15.0,
            series_size: 14.0,
            value_size: 16.0,
            tick_size: 12.0,
            note_size: 12.0,
            code_size: 11.0,
            ground: Color(0xff, 0xff, 0xff),
            ink: Color(0x1b, 0x1f, 0x24),
            muted: Color(0x57, 0x60, 0x6a),
            rule: Color(0xd0, 0xd7, 0xde),
            grid: Color(0xe6, 0xe9, 0xed),
            neutral: Color(0x66, 0x70, 0x7b),
            series: [
                Color(0x1f, 0x5f, 0xa8),
                Color(0xc8, 0x4e, 0x12),
                Color(0x00, 0x7d, 0x5c),
                Color(0x84, 0x4f, 0xa6),
                Color(0x8f, 0x6a, 0x00),
                Color(0x4d, 0x68, 0x76),
            ],
        }
    }
}

impl Theme {
    /// The width between the margins, px.
    pub fn inner_width(&self) -> f64 {
        self.width - 2.0 * self.margin
    }

    /// A regular text style.
    pub fn regular(&self, size: f64, color: Color) -> TextStyle {
        TextStyle { size, weight: Weight::Regular, color }
    }

    /// A bold text style.
    pub fn bold(&self, size: f64, color: Color) -> TextStyle {
        TextStyle { size, weight: Weight::Bold, color }
    }

    /// A pale form of a colour, as a ground for hatching: 18 % of it on the ground.
    pub fn tint(&self, color: Color) -> Color {
        mix(color, self.ground, 0.18)
    }

    /// `share` of a colour on the ground, 0 to 1.
    pub fn shade(&self, color: Color, share: f64) -> Color {
        mix(color, self.ground, share)
    }

    /// The ground or the ink, whichever is easier to read on a colour.
    pub fn text_on(&self, color: Color) -> Color {
        if contrast(self.ground, color) >= contrast(self.ink, color) { self.ground } else { self.ink }
    }

    /// The colour for text of a series: the colour itself, darkened as far as a contrast of 4.5:1 to the ground needs.
    pub fn text_color(&self, color: Color) -> Color {
        (0..=20)
            .map(|i| mix(self.ink, color, f64::from(i) / 20.0))
            .find(|c| contrast(*c, self.ground) >= 4.5)
            .unwrap_or(self.ink)
    }
}

/// `share` of one colour on another.
fn mix(over: Color, under: Color, share: f64) -> Color {
    let part = |a: u8, b: u8| (f64::from(a) * share + f64::from(b) * (1.0 - share)).round() as u8;
    Color(part(over.0, under.0), part(over.1, under.1), part(over.2, under.2))
}

/// The contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance).
///
/// ```
/// use citeplot::{scene::Color, theme::contrast};
/// assert_eq!(contrast(Color(0, 0, 0), Color(255, 255, 255)), 21.0);
/// ```
pub fn contrast(a: Color, b: Color) -> f64 {
    let channel = |c: u8| {
        let c = f64::from(c) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    let luminance = |c: Color| 0.2126 * channel(c.0) + 0.7152 * channel(c.1) + 0.0722 * channel(c.2);
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_marks_of_the_light_theme_have_contrast() {
        let theme = Theme::default();
        for color in [theme.ink, theme.muted] {
            assert!(contrast(color, theme.ground) >= 4.5, "{color}");
        }
        for color in theme.series {
            assert!(contrast(color, theme.ground) >= 3.0, "{color}");
            assert!(contrast(theme.text_color(color), theme.ground) >= 4.5, "{color}");
        }
        for color in [theme.series[0], theme.neutral, theme.series[1]] {
            for share in [1.0, 0.7, 0.5] {
                let shade = theme.shade(color, share);
                assert!(contrast(theme.text_on(shade), shade) >= 4.5, "{color} {share}");
            }
        }
    }
}
