//! What figures wear on a presentation: the colours of its scheme and its font, or those of their own theme.

use std::borrow::Cow;

use crate::figure::Figure;
use crate::publish::ooxml::recolored::recolored;
use crate::publish::ooxml::scheme::Scheme;
use crate::publish::ooxml::text::hex;
use crate::publish::ooxml::tree::Element;
use crate::publish::ooxml::xml::Xml;
use crate::style::{Color, Palette, Theme, contrast};

/// Where the colours of figures come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Colors {
    /// The scheme of a presentation of ours, which has the colours of the theme.
    #[default]
    Ours,
    /// The scheme of a template.
    Template,
    /// The scheme of a template for background and texts, their own for series.
    OwnSeries,
    /// None but their own, on a background of their own.
    Own,
}

/// Which colours figures are drawn in before the scheme names them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Tones {
    /// Those of their theme.
    #[default]
    Own,
    /// Those of a palette.
    Of(Box<Palette>),
    /// Those of their theme where it is dark, else those of the dark one.
    Dark,
}

/// What figures wear.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Dress {
    pub(crate) colors: Colors,
    pub(crate) tones: Tones,
    /// The font, where it is not that of the presentation.
    pub(crate) face: Option<String>,
}

impl Dress {
    /// What a shape or chart of citeplot's wears already, so that a refresh keeps it.
    pub(crate) fn of(drawn: Element<'_>) -> Self {
        let names: Vec<String> = drawn.inner("schemeClr").filter_map(|c| c.attribute("val")).collect();
        let colors = match (names.is_empty(), names.iter().any(|name| name.starts_with("accent"))) {
            (true, _) => Colors::Own,
            (false, false) => Colors::OwnSeries,
            (false, true) => Colors::Ours,
        };
        let tones = if is_on_dark(drawn, colors) { Tones::Dark } else { Tones::Own };
        let face = drawn.inner("latin").filter_map(|l| l.attribute("typeface")).find(|face| !face.starts_with('+'));
        Self { colors, tones, face }
    }

    /// The palette that a figure in a theme is drawn in; none where that of the theme stays.
    fn palette(&self, theme: &Theme) -> Option<Cow<'_, Palette>> {
        match &self.tones {
            Tones::Own => None,
            Tones::Of(palette) => Some(Cow::Borrowed(&**palette)),
            Tones::Dark => (!is_dark(theme.palette.background)).then(|| Cow::Owned(Palette::dark())),
        }
    }

    /// A figure in its colours.
    pub(crate) fn figure<'f>(&self, figure: &'f Figure) -> Cow<'f, Figure> {
        match self.palette(&figure.theme).filter(|palette| **palette != figure.theme.palette) {
            Some(palette) => Cow::Owned(recolored(figure, &palette)),
            None => Cow::Borrowed(figure),
        }
    }

    /// An element of a [figure](Self::figure) in this dress.
    pub(crate) fn wear(&self, theme: &Theme, element: Xml) -> Xml {
        let palette = self.palette(theme);
        let toned = palette.map(|palette| Theme { palette: palette.into_owned(), ..theme.clone() });
        let theme = toned.as_ref().unwrap_or(theme);
        let colored = match self.colors {
            Colors::Ours => Scheme::of(theme).wear(element),
            Colors::Template => Scheme::of_template(theme).wear(element),
            Colors::OwnSeries => Scheme::of_background(theme).wear(element),
            Colors::Own => element,
        };
        match &self.face {
            Some(face) => colored.mapped(&|element| set_in(face, element)),
            None => colored,
        }
    }
}

/// Whether a colour is nearer to black than to white.
pub(crate) fn is_dark(color: Color) -> bool {
    contrast(Color(255, 255, 255), color) > contrast(Color(0, 0, 0), color)
}

/// The contrast to black below which a line is one that rules a dark ground.
const DARK_RULE: f64 = 3.3;

/// Whether what is drawn stands on a dark ground: in the colours of the dark theme, with rules that are nearly black, or with
/// pale forms that are darker than the colours of the scheme that they are mixed from.
fn is_on_dark(drawn: Element<'_>, colors: Colors) -> bool {
    let (light, dark) = (Palette::light(), Palette::dark());
    let written: Vec<String> = drawn.inner("srgbClr").filter_map(|c| c.attribute("val")).collect();
    let has = |colors: &[Color]| colors.iter().any(|c| written.contains(&hex(*c)));
    let is_darker = |color: Element<'_>| {
        let is_text = color.parent().and_then(Element::parent).is_some_and(|p| matches!(p.name(), "rPr" | "defRPr"));
        !is_text && color.child("lumMod").is_some() && color.child("lumOff").is_none()
    };
    let is_dark_rule = |color: Element<'_>| {
        let is_line = color.parent().and_then(Element::parent).is_some_and(|p| p.is("ln"));
        let written = color.attribute("val").and_then(|val| Color::from_hex(&format!("#{val}")));
        is_line && written.is_some_and(|color| contrast(color, Color(0, 0, 0)) < DARK_RULE)
    };
    match colors {
        Colors::Own => has(&[dark.foreground, dark.muted]) && !has(&[light.foreground, light.muted]),
        Colors::OwnSeries => has(&dark.series),
        Colors::Ours | Colors::Template => {
            drawn.inner("schemeClr").any(is_darker) || drawn.inner("srgbClr").any(is_dark_rule)
        }
    }
}

/// The properties of a run with a font of their own.
fn set_in(face: &str, element: Xml) -> Xml {
    let is_run = ["a:rPr", "a:defRPr"].iter().any(|name| element.is(name));
    match is_run {
        true => element.without("a:latin").holding(Xml::new("a:latin").with("typeface", face)),
        false => element,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::ooxml::text::{Look, run};
    use crate::publish::ooxml::tree::Tree;

    #[test]
    fn a_refresh_sees_what_is_worn() {
        let theme = Theme::default();
        let words = || run("a", "en", Look::new(12.0, true, theme.palette.foreground));
        for dress in [
            Dress { colors: Colors::OwnSeries, ..Dress::default() },
            Dress { colors: Colors::Own, ..Dress::default() },
            Dress { colors: Colors::Own, face: Some("Inter".to_owned()), ..Dress::default() },
        ] {
            let written = dress.wear(&theme, words()).to_string();
            let tree = Tree::parse(&written).expect("XML");
            assert_eq!(Dress::of(tree.root().expect("an element")), dress, "{written}");
        }
    }
}
