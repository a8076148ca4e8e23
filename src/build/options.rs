//! Which figures are built, and how they are drawn.

use crate::model::Locale;
use crate::render::FigureFormat;
use crate::style::Size;
use crate::style::font::TextAs;

/// Which figures a build makes, and how they look. What is not said follows from the recipes and the configuration.
///
/// ```
/// use citeplot::BuildOptions;
/// use citeplot::model::Locale;
/// use citeplot::style::Size;
///
/// let options = BuildOptions::new().only("trust").locale(Locale::Tr).size(Size::Half).theme("dark");
/// assert_eq!(options.locales, [Locale::Tr]);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct BuildOptions {
    /// The ids of the charts; all charts of the project when empty.
    pub only: Vec<String>,
    /// The languages; those of the configuration when empty.
    pub locales: Vec<Locale>,
    /// How all of the figures look.
    pub look: Look,
}

/// How figures look, where that differs from what their recipes and the configuration say.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Look {
    /// The size; that of each recipe when none is named.
    pub size: Option<Size>,
    /// The theme by its name; that of each recipe when none is named.
    pub theme: Option<String>,
    /// How SVG files keep their texts; as the configuration says when absent.
    pub text: Option<TextAs>,
    /// The height that is left below the title of a slide, in CSS px; with it figures have no title of their own.
    pub below_title: Option<f64>,
}

/// How one figure is made: its language and its look. What is not said follows from the recipe and the configuration.
///
/// ```
/// use citeplot::FigureOptions;
/// use citeplot::model::Locale;
///
/// let options = FigureOptions::new().locale(Locale::Ru).theme("print");
/// assert_eq!(options.locale, Some(Locale::Ru));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct FigureOptions {
    /// The language; the first one of the chart when absent.
    pub locale: Option<Locale>,
    /// How the figure looks.
    pub look: Look,
}

/// How figures become files.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RenderOptions {
    /// The format.
    pub format: FigureFormat,
    /// How many pixels a CSS px has in PNG files, 2 when nothing is said.
    pub scale: f64,
    /// What the names of the files say of the look: its size and its theme, where these are set.
    pub look: Look,
}

impl BuildOptions {
    /// Every chart, in every language of the project, as the recipes and the configuration say.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a chart to those that are built.
    #[must_use]
    pub fn only(mut self, id: impl Into<String>) -> Self {
        self.only.push(id.into());
        self
    }

    /// Adds a language to those that figures are built in.
    #[must_use]
    pub fn locale(mut self, locale: Locale) -> Self {
        self.locales.push(locale);
        self
    }

    /// Gives all figures this size.
    #[must_use]
    pub fn size(mut self, size: Size) -> Self {
        self.look.size = Some(size);
        self
    }

    /// Gives all figures the theme with this name.
    #[must_use]
    pub fn theme(mut self, name: impl Into<String>) -> Self {
        self.look.theme = Some(name.into());
        self
    }

    /// Keeps the texts of SVG files in this way.
    #[must_use]
    pub fn text(mut self, text: TextAs) -> Self {
        self.look.text = Some(text);
        self
    }

    /// Gives all figures this look.
    #[must_use]
    pub fn look(self, look: Look) -> Self {
        Self { look, ..self }
    }
}

impl FigureOptions {
    /// The first language of the project, and the look that recipe and configuration give.
    pub fn new() -> Self {
        Self::default()
    }

    /// Draws the figure in this language.
    #[must_use]
    pub fn locale(mut self, locale: Locale) -> Self {
        self.locale = Some(locale);
        self
    }

    /// Gives the figure this size.
    #[must_use]
    pub fn size(mut self, size: Size) -> Self {
        self.look.size = Some(size);
        self
    }

    /// Gives the figure the theme with this name.
    #[must_use]
    pub fn theme(mut self, name: impl Into<String>) -> Self {
        self.look.theme = Some(name.into());
        self
    }

    /// Keeps the texts of the SVG file in this way.
    #[must_use]
    pub fn text(mut self, text: TextAs) -> Self {
        self.look.text = Some(text);
        self
    }
}

impl RenderOptions {
    /// Files of a format, under their usual names.
    pub fn new(format: FigureFormat) -> Self {
        Self { format, scale: 2.0, look: Look::default() }
    }

    /// Sets how many pixels a CSS px has in PNG files: 1 for screens, 2 for slides and dense screens, 3 for print.
    #[must_use]
    pub fn scale(self, scale: f64) -> Self {
        Self { scale, ..self }
    }

    /// Names the files after this look, so that they stand beside those with the usual one.
    #[must_use]
    pub fn look(self, look: Look) -> Self {
        Self { look, ..self }
    }
}
