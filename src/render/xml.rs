//! The head of an SVG file, and escaping.

use std::fmt::Write as _;

use base64::Engine as _;

use crate::figure::scene::{Scene, Weight};
use crate::style::font::TextAs;

/// What tells a figure of ours from any other SVG file.
pub const MARKER: &str = "<metadata id=\"citeplot\">";

/// Escapes a text for element content and attribute values. Characters that XML 1.0 forbids become U+FFFD.
///
/// ```
/// assert_eq!(citeplot::render::escape("<b a=\"1\">&\u{1}"), "&lt;b a=&quot;1&quot;&gt;&amp;\u{fffd}");
/// ```
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    push_escaped(&mut out, text);
    out
}

pub(super) fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

/// The root element with title, description, metadata, and the fonts when they travel with the file.
pub(super) fn open(scene: &Scene, text: TextAs, out: &mut String) {
    let (id, lang) = (escape(&scene.id), scene.lang);
    let (width, height) = (scene.width, scene.height);
    let (faces, family) = faces(scene, text);
    let head = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" lang=\"{lang}\" xml:lang=\"{lang}\" aria-labelledby=\"{id}-title {id}-desc\" font-family=\"{family}\">\n\
         <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n{MARKER}{}</metadata>\n{faces}",
        escape(&scene.title),
        escape(&scene.description),
        escape(&scene.metadata),
    );
    head.expect("a String takes all that is written");
}

/// The style sheet with the embedded fonts, and the families to ask for. The names are those of the figure alone: two
/// figures on one page must not lend each other subsets.
fn faces(scene: &Scene, text: TextAs) -> (String, String) {
    let own = escape(scene.fonts.family());
    if text != TextAs::Embedded {
        return (String::new(), own);
    }
    let texts = scene.texts();
    let fonts = scene.fonts.embed(texts.iter().map(|t| (t.style.weight, t.text.as_str())));
    let name = |rank: usize| format!("citeplot-{}-{}-{rank}", escape(&scene.id), scene.lang);
    let mut sheet = String::from("<style>");
    let mut names: Vec<String> = Vec::new();
    for font in &fonts {
        let weight = if font.weight == Weight::Bold { 700 } else { 400 };
        let family = name(font.rank);
        sheet.push_str("@font-face{font-family:'");
        sheet.push_str(&family);
        write!(sheet, "';font-weight:{weight};src:url(data:font/ttf;base64,").expect("a String takes all");
        base64::engine::general_purpose::STANDARD.encode_string(&font.bytes, &mut sheet);
        sheet.push_str(")}");
        if !names.contains(&family) {
            names.push(family);
        }
    }
    sheet.push_str("</style>\n");
    names.push(own);
    (sheet, names.join(", "))
}
