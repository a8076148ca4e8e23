//! What a template looks like where figures stand: its background, ink, colours and font, and whether figures can be read there.

use std::collections::BTreeMap;
use std::fmt;

use crate::figure::Figure;
use crate::publish::deck::DeckError;
use crate::publish::ooxml::archive::Archive;
use crate::publish::ooxml::base::face;
use crate::publish::ooxml::dress::{Colors, Dress, Tones, is_dark};
use crate::publish::ooxml::tree::{Element, Tree};
use crate::style::{Color, Palette, Theme, alike, contrast};

/// The least contrast of texts to their background, and of marks.
const TEXT: f64 = 4.5;
const MARK: f64 = 3.0;
/// The greatest contrast that two grounds may have and pass for one.
const SAME: f64 = 1.1;

/// The fonts that many programs have and that are no wider than Inter, which texts are measured with.
const NO_WIDER: [&str; 22] = [
    "Aptos",
    "Aptos Display",
    "Arial",
    "Arial Nova",
    "Calibri",
    "Calibri Light",
    "Cambria",
    "Candara",
    "Carlito",
    "Corbel",
    "Franklin Gothic Book",
    "Garamond",
    "Georgia",
    "Gill Sans MT",
    "Helvetica",
    "Helvetica Neue",
    "Inter",
    "Liberation Sans",
    "Segoe UI",
    "Tahoma",
    "Times New Roman",
    "Trebuchet MS",
];

/// What keeps figures from wearing a template.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// A colour has too little contrast to the background.
    Contrast {
        /// The colour, as the template names it: `tx1`, `accent2` …
        name: String,
        /// Its contrast to the background.
        found: f64,
        /// The least contrast that is enough.
        least: f64,
    },
    /// Two colours of series look alike.
    Alike(String, String),
    /// Its slides have another background than its scheme says.
    Background,
    /// The background is a picture or a pattern, so that nothing can be measured.
    Picture,
    /// How wide its font is cannot be known.
    Font(String),
}

/// What figures wear instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Instead {
    /// Series have the colours of the theme.
    Series,
    /// Series have the colours of the dark theme.
    DarkSeries,
    /// They stand on the background of the theme, in its colours.
    Background,
    /// They stand on the background of the dark theme, in its colours.
    DarkBackground,
    /// Their texts are set in this font.
    Font(String),
}

/// What figures do not wear of a template.
#[derive(Clone, Debug, PartialEq)]
pub struct Unworn {
    /// Why.
    pub why: Why,
    /// What they wear instead.
    pub instead: Instead,
    /// The numbers of the slides that the figures stand on, from 1.
    pub slides: Vec<usize>,
}

/// "slide 4: ", "slides 4, 7: ".
fn slides(numbers: &[usize]) -> String {
    let all = numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
    match numbers {
        [] => String::new(),
        [_] => format!("slide {all}: "),
        [_, _, ..] => format!("slides {all}: "),
    }
}

impl fmt::Display for Unworn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&slides(&self.slides))?;
        match &self.why {
            Why::Contrast { name, found, least } => {
                write!(
                    f,
                    "`{name}` of the template has a contrast of {found:.1}:1 to its background, less than {least}:1"
                )
            }
            Why::Alike(a, b) => write!(f, "`{a}` and `{b}` of the template look alike"),
            Why::Background => write!(f, "the template has another background than `bg1` of its scheme"),
            Why::Picture => write!(f, "the background of the template is a picture or a pattern"),
            Why::Font(name) => write!(f, "how wide `{name}`, the font of the template, is cannot be measured"),
        }?;
        match &self.instead {
            Instead::Series => write!(f, ": series have the colours of the theme"),
            Instead::DarkSeries => write!(f, ": series have the colours of the dark theme"),
            Instead::DarkBackground => {
                write!(f, ": figures stand on the background of the dark theme, in its colours")
            }
            Instead::Background => write!(f, ": figures stand on the background of the theme, in its colours"),
            Instead::Font(ours) => {
                write!(f, ": texts of figures are set in {ours}, unless the theme names the file of it as its font")
            }
        }
    }
}

/// The look of a template.
#[derive(Clone, Debug)]
pub(crate) struct TemplateLook {
    /// The colours of the background of slides with a title: several of one that runs from one to another. None where it is a picture.
    background: Option<Vec<Color>>,
    /// The colours of the scheme by the names that shapes use.
    colors: BTreeMap<String, Color>,
    /// The font of texts.
    face: String,
}

impl TemplateLook {
    /// That of a layout.
    pub(crate) fn read(archive: &Archive<'_>, layout: &str) -> Result<Option<Self>, DeckError> {
        let target = |archive: &Archive<'_>, part: &str, wanted: &str| -> Result<Option<String>, DeckError> {
            let found =
                archive.relations(part)?.into_values().find(|(kind, _)| kind == wanted).map(|(_, target)| target);
            Ok(found.filter(|target| archive.has(target)))
        };
        let Some(master) = target(archive, layout, "slideMaster")? else { return Ok(None) };
        let Some(theme) = target(archive, &master, "theme")? else { return Ok(None) };
        let (layout, master, theme) = (archive.text(layout)?, archive.text(&master)?, archive.text(&theme)?);
        let (layout, master, theme) = (Tree::parse(&layout)?, Tree::parse(&master)?, Tree::parse(&theme)?);
        let colors = scheme(&master, &theme);
        let own = |tree: &Tree<'_>| tree.all("bg").next().map(|bg| background(bg, &colors));
        let background =
            own(&layout).or_else(|| own(&master)).unwrap_or_else(|| Some(vec![colors.get("bg1").copied()?]));
        let face = theme.all("minorFont").next().and_then(|f| f.child("latin")).and_then(|l| l.attribute("typeface"));
        Ok(Some(Self { background, face: face.unwrap_or_default(), colors }))
    }

    /// What a figure wears on the template, and what it does not wear of it.
    pub(crate) fn dress(&self, figure: &Figure) -> (Dress, Vec<Unworn>) {
        let theme = &figure.theme;
        let used = used(figure);
        let (background, series) = (self.unread_background(), self.unread_series(&used));
        let is_dark = self.is_dark() && !is_dark(theme.palette.background);
        let fallback = if is_dark { Palette::dark() } else { theme.palette.clone() };
        let (colors, palette, instead) = match (background.is_empty(), series.is_empty()) {
            (true, true) => (Colors::Template, self.palette(theme), Instead::Background),
            (true, false) if self.holds(&fallback, &used) => {
                let instead = if is_dark { Instead::DarkSeries } else { Instead::Series };
                let Palette { series, neutral, faded, .. } = fallback;
                (Colors::OwnSeries, Palette { series, neutral, faded, ..self.palette(theme) }, instead)
            }
            (true | false, _) => {
                let instead = if is_dark { Instead::DarkBackground } else { Instead::Background };
                (Colors::Own, fallback, instead)
            }
        };
        let unworn = |why: Why, instead: Instead| Unworn { why, instead, slides: Vec::new() };
        let mut all: Vec<Unworn> =
            background.into_iter().chain(series).map(|why| unworn(why, instead.clone())).collect();
        let ours = face(&theme.fonts);
        let is_known = self.face == ours || self.face.is_empty() || NO_WIDER.contains(&self.face.as_str());
        let face = (!is_known).then(|| ours.to_owned());
        all.extend(face.iter().map(|ours| unworn(Why::Font(self.face.clone()), Instead::Font(ours.clone()))));
        (Dress { colors, tones: Tones::Of(Box::new(palette)), face }, all)
    }

    /// Whether its slides are dark; where their background is a picture, whether its scheme is.
    fn is_dark(&self) -> bool {
        let plain = self.background.as_ref().and_then(|all| all.first()).or_else(|| self.colors.get("bg1"));
        plain.is_some_and(|color| is_dark(*color))
    }

    /// Its colours as a palette of figures; what it does not have is mixed from its ink and its background.
    fn palette(&self, theme: &Theme) -> Palette {
        let named = |name: &str, otherwise: Color| self.colors.get(name).copied().unwrap_or(otherwise);
        let own = &theme.palette;
        let (background, foreground) = (named("bg1", own.background), named("tx1", own.foreground));
        let muted = Some(named("tx2", own.muted)).filter(|color| self.weak("tx2", *color, TEXT).is_none());
        let mut series = own.series;
        for (number, color) in (1..).zip(&mut series) {
            *color = named(&format!("accent{number}"), *color);
        }
        let palette = Palette { background, foreground, ..own.clone() };
        let mixed = Theme { palette, ..theme.clone() };
        let readable = |color: Color, share: f64| match self.weak("", color, MARK) {
            Some(_) => mixed.shade(foreground, share),
            None => color,
        };
        Palette {
            muted: muted.unwrap_or(foreground),
            rule: mixed.shade(foreground, 0.25),
            grid: named("bg2", mixed.shade(foreground, 0.12)),
            neutral: readable(own.neutral, 0.6),
            faded: readable(own.faded, 0.5),
            series,
            ..mixed.palette
        }
    }

    /// Whether marks in the colours of a palette can be read on the background.
    fn holds(&self, palette: &Palette, used: &Used) -> bool {
        let series = used.accents.iter().map(|at| palette.series[*at]);
        series.chain([palette.neutral]).all(|color| self.weak("", color, MARK).is_none())
    }

    /// The contrast of a colour to the background, where it is too low.
    fn weak(&self, name: &str, color: Color, least: f64) -> Option<Why> {
        let found = self.background.iter().flatten().map(|g| contrast(color, *g)).fold(f64::INFINITY, f64::min);
        (found < least).then(|| Why::Contrast { name: name.to_owned(), found, least })
    }

    /// What keeps texts of figures from standing on the background.
    fn unread_background(&self) -> Vec<Why> {
        let Some(background) = &self.background else { return vec![Why::Picture] };
        let named = |name: &str| self.colors.get(name).copied();
        // What clears the background behind labels, and patterns, are in `bg1`.
        let is_other = named("bg1").is_some_and(|bg| background.iter().any(|g| contrast(bg, *g) > SAME));
        let words = named("tx1").and_then(|color| self.weak("tx1", color, TEXT));
        words.into_iter().chain(is_other.then_some(Why::Background)).collect()
    }

    /// What keeps the marks of a figure from wearing the colours of the template.
    fn unread_series(&self, used: &Used) -> Vec<Why> {
        let name = |at: &usize| format!("accent{}", at + 1);
        let accents: Vec<(String, Color)> =
            used.accents.iter().filter_map(|at| Some((name(at), *self.colors.get(&name(at))?))).collect();
        let mut found: Vec<Why> = accents.iter().filter_map(|(name, color)| self.weak(name, *color, MARK)).collect();
        let pairs = accents.iter().enumerate().flat_map(|(i, a)| accents[..i].iter().map(move |b| (b, a)));
        let same = pairs.filter(|(a, b)| alike(a.1, b.1).is_some());
        found.extend(same.map(|(a, b)| Why::Alike(a.0.clone(), b.0.clone())));
        found
    }
}

/// The colours that a figure uses.
struct Used {
    /// Those of series, by their places in the palette.
    accents: Vec<usize>,
}

fn used(figure: &Figure) -> Used {
    let palette = &figure.theme.palette;
    let mut colors: Vec<Color> = figure.data.series.iter().map(|s| s.color).collect();
    colors.extend(figure.data.marks().map(|m| m.color));
    Used { accents: (0..palette.series.len()).filter(|at| colors.contains(&palette.series[*at])).collect() }
}

/// The colours of a theme by the names that shapes use, as the master maps them.
fn scheme(master: &Tree<'_>, theme: &Tree<'_>) -> BTreeMap<String, Color> {
    let own: BTreeMap<&str, Color> = theme
        .all("clrScheme")
        .next()
        .into_iter()
        .flat_map(Element::children)
        .filter_map(|named| Some((named.name(), named.children().find_map(|c| plain(c))?)))
        .collect();
    let map = master.all("clrMap").next();
    let names = ["bg1", "tx1", "bg2", "tx2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6"];
    let of = |name: &str| {
        let mapped = map.and_then(|m| m.attribute(name)).unwrap_or_else(|| name.to_owned());
        Some((name.to_owned(), *own.get(mapped.as_str())?))
    };
    let mut all: BTreeMap<String, Color> = names.iter().filter_map(|name| of(name)).collect();
    all.extend(own.into_iter().map(|(name, color)| (name.to_owned(), color)));
    all
}

/// A colour that an element states by itself.
fn plain(element: Element<'_>) -> Option<Color> {
    let hex = |key: &str| element.attribute(key).and_then(|v| Color::from_hex(&format!("#{v}")));
    match element.name() {
        "srgbClr" => hex("val"),
        "sysClr" => hex("lastClr"),
        "prstClr" => match element.attribute("val")?.as_str() {
            "white" => Some(Color(255, 255, 255)),
            "black" => Some(Color(0, 0, 0)),
            _ => None,
        },
        _ => None,
    }
}

/// The colours of a background; none for pictures and patterns.
fn background(bg: Element<'_>, colors: &BTreeMap<String, Color>) -> Option<Vec<Color>> {
    let one = |element: Element<'_>| {
        let stated = plain(element).or_else(|| colors.get(&element.attribute("val")?).copied())?;
        let share = |name: &str| element.child(name).and_then(|c| c.number::<f64>("val")).map(|n| n / 100_000.0);
        Some(lightened(stated, share("lumMod").unwrap_or(1.0), share("lumOff").unwrap_or(0.0)))
    };
    let all = |inside: Element<'_>| -> Option<Vec<Color>> { inside.children().map(one).collect() };
    if let Some(reference) = bg.child("bgRef") {
        // From 1001 on the fills of grounds: the first one is plain, others may be pictures.
        return if reference.number::<u32>("idx") == Some(1001) { all(reference) } else { None };
    }
    let properties = bg.child("bgPr")?;
    if let Some(solid) = properties.child("solidFill") {
        return all(solid);
    }
    let stops = properties.at(&["gradFill", "gsLst"])?;
    let stops: Option<Vec<Vec<Color>>> = stops.children().map(all).collect();
    stops.map(|stops| stops.into_iter().flatten().collect())
}

/// A colour that is lighter or darker, near enough for its contrast to be known.
fn lightened(color: Color, share: f64, offset: f64) -> Color {
    let one = |c: u8| (f64::from(c) * share + 255.0 * offset).round().clamp(0.0, 255.0) as u8;
    Color(one(color.0), one(color.1), one(color.2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ground_is_read_through_the_map_of_its_master() {
        let theme = "<a><clrScheme><dk1><srgbClr val=\"101820\"/></dk1><lt1><sysClr val=\"window\" lastClr=\"FFFFFF\"/></lt1></clrScheme></a>";
        let master =
            "<a><clrMap bg1=\"dk1\" tx1=\"lt1\"/><bg><bgRef idx=\"1001\"><schemeClr val=\"bg1\"/></bgRef></bg></a>";
        let (theme, master) = (Tree::parse(theme).expect("XML"), Tree::parse(master).expect("XML"));
        let colors = scheme(&master, &theme);
        assert_eq!((colors["bg1"], colors["tx1"]), (Color(0x10, 0x18, 0x20), Color(255, 255, 255)));
        let bg = master.all("bg").next().expect("a background");
        assert_eq!(background(bg, &colors), Some(vec![Color(0x10, 0x18, 0x20)]));
        let picture = Tree::parse("<bg><bgPr><blipFill/></bgPr></bg>").expect("XML");
        assert_eq!(background(picture.root().expect("a background"), &colors), None);
    }
}
