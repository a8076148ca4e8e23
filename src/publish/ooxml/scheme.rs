//! Colours of a figure as colours of the presentation's scheme, so that a deck on a template wears the template's.

use std::collections::BTreeMap;

use crate::figure::scene::Color;
use crate::publish::ooxml::text::hex;
use crate::publish::ooxml::xml::Xml;
use crate::style::Theme;

/// From the colours of a theme, and those that figures mix from them, to the scheme.
#[derive(Debug)]
pub(crate) struct Scheme {
    named: BTreeMap<String, Xml>,
}

/// How far figures mix colours of series with the background: answers that lean less, and what lies behind hatching.
const MIXED: [f64; 2] = [0.7, 0.5];

impl Scheme {
    /// That of a figure's theme.
    pub(crate) fn of(theme: &Theme) -> Self {
        let palette = &theme.palette;
        let mut scheme = Self::of_background(theme);
        let plain = |name: &str| Xml::val("a:schemeClr", name);
        let accents = (1..).map(|i| format!("accent{i}")).zip(palette.series);
        for (name, of) in accents.clone() {
            scheme.name(of, plain(&name));
        }
        for (name, of) in accents {
            let mixed = MIXED.into_iter().map(|share| theme.shade(of, share)).chain([theme.tint(of)]);
            mixed.for_each(|mixed| scheme.name(mixed, lightened(&name, of, mixed)));
        }
        scheme
    }

    /// The same for background and texts alone.
    pub(crate) fn of_background(theme: &Theme) -> Self {
        let palette = &theme.palette;
        let mut scheme = Self { named: BTreeMap::new() };
        let named =
            [(palette.background, "bg1"), (palette.foreground, "tx1"), (palette.muted, "tx2"), (palette.grid, "bg2")];
        for (of, name) in named {
            scheme.name(of, Xml::val("a:schemeClr", name));
        }
        scheme
    }

    /// The same for the scheme of a template, whose colours are others: texts in the colours of series follow those.
    pub(crate) fn of_template(theme: &Theme) -> Self {
        let mut scheme = Self::of(theme);
        for (number, of) in (1..).zip(theme.palette.series) {
            let words = theme.text_color(of);
            scheme.name(words, lightened(&format!("accent{number}"), of, words));
        }
        scheme
    }

    fn name(&mut self, of: Color, element: Xml) {
        self.named.entry(hex(of)).or_insert(element);
    }

    /// An element with every colour that the scheme knows named by the scheme.
    pub(crate) fn wear(&self, element: Xml) -> Xml {
        element.mapped(&|element| {
            let known = element.get("val").and_then(|value| self.named.get(value));
            match known.filter(|_| element.is("a:srgbClr")) {
                Some(named) => named.clone().holding_all(element.into_elements()),
                None => element,
            }
        })
    }
}

/// A colour of the scheme with the lightness and saturation of one that was mixed from it.
fn lightened(name: &str, of: Color, mixed: Color) -> Xml {
    let ((s, l), (mixed_s, mixed_l)) = (hsl(of), hsl(mixed));
    let share = ((1.0 - mixed_l) / (1.0 - l).max(0.01)).min(mixed_l / l.max(0.01)).clamp(0.0, 1.0);
    let thousandths = |n: f64| (n * 100_000.0).round() as i64;
    let offset = (mixed_l - l * share).max(0.0);
    let saturation = (s > 0.0).then(|| Xml::val("a:satMod", thousandths(mixed_s / s)));
    Xml::val("a:schemeClr", name)
        .holding_all(saturation)
        .holding(Xml::val("a:lumMod", thousandths(share)))
        .holding_all((offset > 0.0).then(|| Xml::val("a:lumOff", thousandths(offset))))
}

/// Saturation and lightness of a colour, 0 to 1.
fn hsl(color: Color) -> (f64, f64) {
    let channels = [color.0, color.1, color.2].map(|c| f64::from(c) / 255.0);
    let (most, least) = (channels.into_iter().fold(0.0, f64::max), channels.into_iter().fold(1.0, f64::min));
    let lightness = f64::midpoint(most, least);
    let room = 1.0 - (2.0 * lightness - 1.0).abs();
    (if room > 0.0 { (most - least) / room } else { 0.0 }, lightness)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::ooxml::drawing::fill;
    use crate::publish::ooxml::tree::Tree;

    #[test]
    fn colours_of_the_theme_are_named_and_others_kept() {
        let theme = Theme::default();
        let scheme = Scheme::of(&theme);
        let [foreground, first, own] = [theme.palette.foreground, theme.palette.series[0], Color(1, 2, 3)]
            .map(|c| scheme.wear(fill(c)).to_string());
        assert!(foreground.contains("<a:schemeClr val=\"tx1\"/>"), "{foreground}");
        assert!(first.contains("<a:schemeClr val=\"accent1\"/>"), "{first}");
        assert!(own.contains("<a:srgbClr val=\"010203\"/>"), "{own}");
    }

    #[test]
    fn a_mixed_colour_keeps_its_lightness_and_what_else_is_said_of_it() {
        let theme = Theme::default();
        let mixed = theme.shade(theme.palette.series[0], 0.5);
        let element = Xml::val("a:srgbClr", hex(mixed)).holding(Xml::val("a:alpha", 50_000));
        let written = Scheme::of(&theme).wear(element).to_string();
        let tree = Tree::parse(&written).expect("XML");
        let value = |name| tree.all(name).next().and_then(|e| e.number::<f64>("val")).expect("a number") / 100_000.0;
        let (_, base) = hsl(theme.palette.series[0]);
        let lightness = base * value("lumMod") + value("lumOff");
        assert!((lightness - hsl(mixed).1).abs() < 0.001 && value("alpha") == 0.5, "{written}");
    }
}
