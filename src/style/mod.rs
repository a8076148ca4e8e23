//! Every colour and size of a figure.

mod color;
pub mod font;
mod logo;
mod palette;
mod picture;
mod size;
mod text;
mod trial;
mod vision;

use std::sync::Arc;

pub use color::Color;
pub use logo::{LogoError, logo};
pub use palette::{Palette, SERIES};
pub use picture::Picture;
pub use size::{Extent, Size};
pub use text::{TextStyle, Weight};
pub(crate) use trial::alike;
pub use trial::{APART, Shortcoming};
pub use vision::{Vision, contrast, difference};

use font::Fonts;
use vision::mix;

/// What makes figures of one house look alike: colours, fonts, logo, size of texts.
#[derive(Clone, Debug)]
pub struct Style {
    /// Its name, as in `config.toml`.
    pub name: String,
    /// The colours.
    pub palette: Palette,
    /// The fonts.
    pub fonts: Arc<Fonts>,
    /// A picture for the upper right corner.
    pub logo: Option<Arc<Picture>>,
    /// How large all texts are, next to the standard sizes: 0.8 to 1.5.
    pub text_scale: f64,
}

impl Style {
    /// A style of the program's own: `light`, `dark` or `print`.
    pub fn named(name: &str) -> Option<Self> {
        let palette = Palette::named(name)?;
        Some(Self { name: name.to_owned(), palette, fonts: Fonts::bundled(), logo: None, text_scale: 1.0 })
    }
}

/// The look of figures: a style at a size. Lengths are CSS px.
#[derive(Clone, Debug)]
pub struct Theme {
    /// The name of its style.
    pub name: String,
    /// The size.
    pub size: Size,
    /// Whether the figure has its title; on a slide the slide has it.
    pub titled: bool,
    /// The width of the figure.
    pub width: f64,
    /// The height of the figure; as high as its content when there is none.
    pub height: Option<f64>,
    /// How many times as wide as its size the figure is: see [`Theme::enlarged`].
    pub enlargement: f64,
    /// How large marks and gaps are, next to those of a slide.
    pub scale: f64,
    /// Left and right margin.
    pub margin: f64,
    /// Top margin.
    pub margin_top: f64,
    /// Bottom margin.
    pub margin_bottom: f64,
    /// Font size of the title.
    pub title_size: f64,
    /// Font size of the subtitle.
    pub subtitle_size: f64,
    /// Font size of row labels.
    pub label_size: f64,
    /// Font size of series labels and the legend.
    pub series_size: f64,
    /// Font size of value labels.
    pub value_size: f64,
    /// Font size of what stands beside labels and values.
    pub aside_size: f64,
    /// Font size of ticks.
    pub tick_size: f64,
    /// Font size of note and source.
    pub note_size: f64,
    /// Font size of figure id and data code.
    pub code_size: f64,
    /// The colours.
    pub palette: Palette,
    /// The fonts.
    pub fonts: Arc<Fonts>,
    /// A picture for the upper right corner.
    pub logo: Option<Arc<Picture>>,
}

/// The size of notes, sources and codes on slides at least, points, however full a figure is.
const LEAST_NOTE: f64 = 8.0;

impl Default for Theme {
    /// The light style on a slide of 16:9.
    fn default() -> Self {
        Self::new(&Style::named("light").expect("the light style is the program's own"), Size::Slide)
    }
}

impl Theme {
    /// A style at a size.
    pub fn new(style: &Style, size: Size) -> Self {
        let Extent { width, height } = size.extent();
        let scale = size.scale();
        let text = scale * style.text_scale;
        let note = size.note_scale() * style.text_scale;
        Self {
            name: style.name.clone(),
            size,
            titled: true,
            width,
            height,
            enlargement: 1.0,
            scale,
            margin: (40.0 * scale).max(if size == Size::Column { 12.0 } else { 24.0 }),
            margin_top: 22.0 * scale,
            margin_bottom: 16.0 * scale,
            title_size: 26.0 * size.title_scale() * style.text_scale,
            subtitle_size: 15.0 * text,
            label_size: 15.0 * text,
            series_size: 14.0 * text,
            value_size: 15.0 * text,
            aside_size: 13.0 * text,
            tick_size: 12.0 * text.max(0.75),
            note_size: 11.5 * note,
            code_size: 10.5 * note,
            palette: style.palette.clone(),
            fonts: style.fonts.clone(),
            logo: style.logo.clone(),
        }
    }

    /// The same for the space below the title of a slide: without a title, and as high as that space; as high as its content
    /// where the space has no height, 0, as on pages that scroll.
    #[must_use]
    pub fn below_title(&self, height: f64) -> Self {
        let height = Some(height).filter(|height| *height > 0.0);
        let theme = Self { titled: false, height, margin_top: 4.0, ..self.clone() };
        match self.size {
            Size::Standard => theme.with_larger_texts(),
            Size::Half => theme.on_half_a_slide(1.05),
            Size::Column => theme.on_half_a_slide(1.14),
            Size::Slide | Size::Square | Size::Poster => theme,
        }
    }

    /// With texts for a slide of 4:3, which is 720 points wide and shows a canvas of 960 px three quarters as large: unless
    /// a figure is too full for its size, none but that of the code is below 10 points there.
    fn with_larger_texts(self) -> Self {
        const TEXT: f64 = 1.12;
        const NOTE: f64 = 1.22;
        const TICK: f64 = 1.2;
        Self {
            subtitle_size: self.subtitle_size * TEXT,
            label_size: self.label_size * TEXT,
            series_size: self.series_size * TEXT,
            value_size: self.value_size * TEXT,
            aside_size: self.aside_size * TEXT,
            tick_size: self.tick_size * TICK,
            note_size: self.note_size * NOTE,
            code_size: self.code_size * NOTE,
            ..self
        }
    }

    /// With texts for one of two figures on a slide, none but that of the code below 10 points there.
    fn on_half_a_slide(self, factor: f64) -> Self {
        const SMALL: f64 = 1.06;
        Self {
            subtitle_size: self.subtitle_size * factor,
            label_size: self.label_size * factor,
            series_size: self.series_size * factor,
            value_size: self.value_size * factor,
            aside_size: self.aside_size * factor,
            tick_size: self.tick_size * factor * SMALL,
            note_size: self.note_size * factor * SMALL,
            code_size: self.code_size * factor,
            ..self
        }
    }

    /// The same on a canvas that is larger by this factor, so that more fits on it. On a slide, whose title stands outside of
    /// it, its margins grow too, so that its texts start where the title starts, and note, source and code stay 8 points large.
    #[must_use]
    pub fn enlarged(&self, factor: f64) -> Self {
        let grown = |length: f64| (length * factor).round();
        let enlargement = self.enlargement * factor;
        let edge = if self.titled { 1.0 } else { factor };
        let least = if self.titled { 0.0 } else { LEAST_NOTE * self.px_in_a_point() * enlargement };
        Self {
            note_size: self.note_size.max(least),
            code_size: self.code_size.max(least),
            width: grown(self.width),
            height: self.height.map(grown),
            enlargement,
            margin: self.margin * edge,
            margin_bottom: self.margin_bottom * edge,
            ..self.clone()
        }
    }

    /// How many px of a figure below the title of a slide, which is not enlarged, a point of the slide has.
    fn px_in_a_point(&self) -> f64 {
        let across = self.width / self.enlargement - self.margin / self.enlargement;
        match self.size {
            Size::Slide | Size::Square | Size::Poster => 1.0,
            Size::Standard => 1.39,
            Size::Half => across / 440.0,
            Size::Column => across / 330.0,
        }
    }

    /// A length of marks and gaps, given as on a slide.
    pub fn px(&self, length: f64) -> f64 {
        length * self.scale
    }

    /// The width between the margins.
    pub fn inner_width(&self) -> f64 {
        self.width - 2.0 * self.margin
    }

    /// The width of a line of text.
    pub fn measure(&self, text: &str, style: TextStyle) -> f64 {
        self.fonts.width(text, style.size, style.weight)
    }

    /// A regular text style.
    pub fn regular(&self, size: f64, color: Color) -> TextStyle {
        TextStyle { size, weight: Weight::Regular, color }
    }

    /// A bold text style.
    pub fn bold(&self, size: f64, color: Color) -> TextStyle {
        TextStyle { size, weight: Weight::Bold, color }
    }

    /// A pale form of a colour, for what lies behind hatching: 18 % of it on the background.
    pub fn tint(&self, color: Color) -> Color {
        mix(color, self.palette.background, 0.18)
    }

    /// A colour at an opacity of `share` (0 to 1) on the background.
    pub fn shade(&self, color: Color, share: f64) -> Color {
        mix(color, self.palette.background, share)
    }

    /// The background or the foreground, whichever is easier to read on a colour; where neither has a contrast of 4.5:1, black or
    /// white, one of which always has.
    pub fn text_on(&self, color: Color) -> Color {
        let better = |a: Color, b: Color| if contrast(a, color) >= contrast(b, color) { a } else { b };
        let own = better(self.palette.background, self.palette.foreground);
        if contrast(own, color) >= 4.5 { own } else { better(Color(0, 0, 0), Color(0xff, 0xff, 0xff)) }
    }

    /// The colour for text of a series: the colour itself, moved towards the foreground as far as a contrast of 4.5:1
    /// to the background needs.
    pub fn text_color(&self, color: Color) -> Color {
        (0..=20)
            .map(|i| mix(self.palette.foreground, color, f64::from(i) / 20.0))
            .find(|c| contrast(*c, self.palette.background) >= 4.5)
            .unwrap_or(self.palette.foreground)
    }
}
