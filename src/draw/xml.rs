//! The head of an SVG file, and escaping.

use std::fmt::Write as _;

use crate::scene::Scene;

/// What tells a figure of ours from any other SVG file.
pub const MARKER: &str = "<metadata id=\"citeplot\">";

/// Escapes a text for element content and attribute values. Characters that XML 1.0 forbids become U+FFFD.
///
/// ```
/// assert_eq!(citeplot::draw::escape("<b a=\"1\">&\u{1}"), "&lt;b a=&quot;1&quot;&gt;&amp;\u{fffd}");
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

/// The root element with title, description and metadata.
pub(super) fn open(scene: &Scene, out: &mut String) {
    let (id, lang) = (escape(&scene.id), scene.lang);
    let (width, height) = (scene.width, scene.height);
    let family = escape(scene.font_family);
    let head = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" lang=\"{lang}\" xml:lang=\"{lang}\" aria-labelledby=\"{id}-title {id}-desc\" font-family=\"{family}\">\n\
         <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n{MARKER}{}</metadata>\n",
        escape(&scene.title),
        escape(&scene.description),
        escape(&scene.metadata),
    );
    head.expect("a String takes all that is written");
}
