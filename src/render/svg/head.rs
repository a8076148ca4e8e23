//! The head of an SVG file: what it is called and says, and the fonts that travel with it.

use std::fmt::Write as _;

use base64::Engine as _;

use crate::figure::scene::Weight;
use crate::render::sheet::Sheet;
use crate::render::xml::escape;
use crate::style::font::TextAs;

/// What the id of the metadata of citeplot's figures ends with, which tells them from any other SVG file.
const NAME: &str = "citeplot";

/// What stands in the metadata of an SVG file that is a figure of citeplot's, still escaped; none for any other file.
///
/// ```
/// assert_eq!(citeplot::render::svg_metadata("<svg><metadata id=\"trust-en-citeplot\">{}</metadata></svg>"), Some("{}"));
/// assert_eq!(citeplot::render::svg_metadata("<svg><metadata id=\"other\">{}</metadata></svg>"), None);
/// ```
pub fn svg_metadata(svg: &str) -> Option<&str> {
    let (_, rest) = svg.split_once("<metadata id=\"")?;
    let (id, rest) = rest.split_once("\">")?;
    let is_ours = id == NAME || id.strip_suffix(NAME).is_some_and(|prefix| prefix.ends_with('-'));
    rest.split_once("</metadata>").filter(|_| is_ours).map(|(inside, _)| inside)
}

/// What stands before every id of a figure, so that no two are alike in a page with several figures, or with one in several
/// languages: `trust-en-`.
pub(crate) fn id_prefix(id: &str, lang: &str) -> String {
    format!("{id}-{lang}-")
}

/// The root element with title, description, metadata, and the fonts when they travel with the file. What a drawing does
/// not say is left out.
pub(super) fn open(sheet: &Sheet<'_>, text: TextAs, out: &mut String) {
    let scene = sheet.scene;
    let (prefix, lang) = (escape(&id_prefix(&scene.id, scene.lang)), scene.lang);
    let (width, height) = (scene.width, scene.height);
    let (faces, family) = faces(sheet, text);
    // It is named by its title and described by its description.
    let said = [("title", "labelledby", &scene.title), ("desc", "describedby", &scene.description)];
    let said = said.into_iter().filter(|(_, _, text)| !text.is_empty());
    let named = |(element, named, _): (&str, &str, &String)| format!(" aria-{named}=\"{prefix}{element}\"");
    let labelled: String = said.clone().map(named).collect();
    let mut push = |part: std::fmt::Arguments<'_>| out.write_fmt(part).expect("a String takes all that is written");
    push(format_args!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" lang=\"{lang}\" xml:lang=\"{lang}\"{labelled} font-family=\"{family}\">\n"
    ));
    for (element, _, text) in said {
        push(format_args!("<{element} id=\"{prefix}{element}\">{}</{element}>\n", escape(text)));
    }
    if !scene.metadata.is_empty() {
        push(format_args!("<metadata id=\"{prefix}{NAME}\">{}</metadata>\n", escape(&scene.metadata)));
    }
    out.push_str(&faces);
}

/// The style sheet with the embedded fonts, and the families to ask for. The names are those of the figure alone: two
/// figures on one page must not lend each other subsets.
fn faces(sheet: &Sheet<'_>, text: TextAs) -> (String, String) {
    let scene = sheet.scene;
    let own = escape(scene.fonts.family());
    if text != TextAs::Embedded {
        return (String::new(), own);
    }
    let fonts = scene.fonts.embed(sheet.texts());
    let name = |rank: usize| format!("citeplot-{}-{}-{rank}", escape(&scene.id), scene.lang);
    let mut style = String::from("<style>");
    let mut names: Vec<String> = Vec::new();
    for font in &fonts {
        let weight = if font.weight == Weight::Bold { 700 } else { 400 };
        let family = name(font.rank);
        style.push_str("@font-face{font-family:'");
        style.push_str(&family);
        write!(style, "';font-weight:{weight};src:url(data:font/ttf;base64,").expect("a String takes all");
        base64::engine::general_purpose::STANDARD.encode_string(&font.bytes, &mut style);
        style.push_str(")}");
        if !names.contains(&family) {
            names.push(family);
        }
    }
    style.push_str("</style>\n");
    names.push(own);
    (style, names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::scene::{Claimed, Group, Node, Role, Scene};
    use crate::render::svg;
    use crate::style::font::Fonts;

    #[test]
    fn every_id_carries_figure_and_language_and_the_figure_is_named_by_its_title() {
        let claimed = Claimed {
            claim: "c-1".into(),
            link: None,
            title: "A claim".into(),
            value: None,
            op: "=",
            low: None,
            high: None,
            margin: None,
        };
        let mark = Group { role: Role::Mark, claimed: Some(claimed), nodes: Vec::new() };
        let scene = |lang| Scene {
            id: "trust".into(),
            lang,
            width: 10.0,
            height: 10.0,
            fonts: Fonts::bundled(),
            title: "Trust".into(),
            alt: "Trust.".into(),
            description: "Trust.".into(),
            metadata: "{}".into(),
            claims: Vec::new(),
            nodes: vec![Node::Group(mark.clone())],
        };
        let [en, tr] = ["en", "tr"].map(|lang| svg(&scene(lang), TextAs::System));
        let ids = |svg: &str| -> Vec<String> {
            svg.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
        };
        assert_eq!(ids(&en), ["trust-en-title", "trust-en-desc", "trust-en-citeplot", "trust-en-claim-c-1"]);
        assert!(ids(&tr).iter().all(|id| id.starts_with("trust-tr-")));
        assert!(en.contains(" aria-labelledby=\"trust-en-title\" aria-describedby=\"trust-en-desc\""));
    }
}
