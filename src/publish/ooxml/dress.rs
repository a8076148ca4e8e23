//! What figures wear on a presentation: the colours of its scheme and its font, or those of their own theme.

use crate::publish::ooxml::scheme::Scheme;
use crate::publish::ooxml::tree::Element;
use crate::publish::ooxml::xml::Xml;
use crate::style::Theme;

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

/// What figures wear.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Dress {
    pub(crate) colors: Colors,
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
        let face = drawn.inner("latin").filter_map(|l| l.attribute("typeface")).find(|face| !face.starts_with('+'));
        Self { colors, face }
    }

    /// An element in this dress.
    pub(crate) fn wear(&self, theme: &Theme, element: Xml) -> Xml {
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
            Dress { colors: Colors::OwnSeries, face: None },
            Dress { colors: Colors::Own, face: None },
            Dress { colors: Colors::Own, face: Some("Inter".to_owned()) },
        ] {
            let written = dress.wear(&theme, words()).to_string();
            let tree = Tree::parse(&written).expect("XML");
            assert_eq!(Dress::of(tree.root().expect("an element")), dress, "{written}");
        }
    }
}
