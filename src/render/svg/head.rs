//! The head of an SVG file: what it is called and says, and the fonts that travel with it.

use std::fmt::Write as _;

use base64::Engine as _;

use crate::figure::scene::Weight;
use crate::render::sheet::Sheet;
use crate::render::xml::escape;
use crate::style::font::TextAs;

/// What tells a figure of citeplot's from any other SVG file.
pub const MARKER: &str = "<metadata id=\"citeplot\">";

/// The root element with title, description, metadata, and the fonts when they travel with the file. What a drawing does
/// not say is left out.
pub(super) fn open(sheet: &Sheet<'_>, text: TextAs, out: &mut String) {
    let scene = sheet.scene;
    let (id, lang) = (escape(&scene.id), scene.lang);
    let (width, height) = (scene.width, scene.height);
    let (faces, family) = faces(sheet, text);
    let said = [("title", &scene.title), ("desc", &scene.description)].into_iter().filter(|(_, t)| !t.is_empty());
    let labels: Vec<String> = said.clone().map(|(element, _)| format!("{id}-{element}")).collect();
    let labelled = match labels.is_empty() {
        true => String::new(),
        false => format!(" aria-labelledby=\"{}\"", labels.join(" ")),
    };
    let mut push = |part: std::fmt::Arguments<'_>| out.write_fmt(part).expect("a String takes all that is written");
    push(format_args!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" lang=\"{lang}\" xml:lang=\"{lang}\"{labelled} font-family=\"{family}\">\n"
    ));
    for (element, text) in said {
        push(format_args!("<{element} id=\"{id}-{element}\">{}</{element}>\n", escape(text)));
    }
    if !scene.metadata.is_empty() {
        push(format_args!("{MARKER}{}</metadata>\n", escape(&scene.metadata)));
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
