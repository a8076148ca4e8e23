//! Texts as data in the languages of pages and papers.
//!
//! Pages are often woven before they are read: knitr and Jupyter run what stands in back quotes (`` `r …` ``) wherever it
//! stands, backslashes and comments notwithstanding, and Quarto, Hugo, Jekyll and MyST act on doubled braces. So no form lets
//! a back quote or a pair of braces of a record through; each writes them as its language names a character.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::render;

/// One line: line ends become spaces.
pub(crate) fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Markdown: everything that could start markup, HTML included, is escaped.
pub(crate) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in line(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '`' => out.push_str("&#96;"),
            '{' => out.push_str("&#123;"),
            '}' => out.push_str("&#125;"),
            '\\' | '*' | '_' | '[' | ']' | '(' | ')' | '#' | '!' | '|' | '~' | '@' | '$' | '^' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// HTML, in element content and in attribute values.
pub(crate) fn html(text: &str) -> String {
    let text = render::escape(text).replace('\'', "&#39;");
    text.replace('`', "&#96;").replace('{', "&#123;").replace('}', "&#125;")
}

/// An SVG file that is pasted into a page: in its texts, attributes and metadata a reference says the same. Single braces
/// stay, those of the style sheet among them.
pub(crate) fn svg(drawn: &str) -> String {
    let mut out = drawn.replace('`', "&#96;");
    for second in ['{', '%', '#', '<'] {
        out = out.replace(&format!("{{{second}"), &format!("&#123;{second}"));
    }
    out
}

/// JSON: what only texts hold is written as an escape.
pub(crate) fn json(written: &str) -> String {
    written.replace('`', "\\u0060").replace('<', "\\u003c").replace("{{", "{\\u007b").replace("{%", "\\u007b%")
}

/// The value of an attribute of Pandoc, without its quotation marks.
pub(crate) fn pandoc(text: &str) -> String {
    line(text)
        .replace('&', "&amp;")
        .replace('\\', "\\\\")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('`', "&#96;")
        .replace('{', "&#123;")
        .replace('}', "&#125;")
}

/// A key of the bibliography in a citation of Pandoc: nothing that could end it is left in it.
pub(crate) fn pandoc_key(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric() || "_:.#$%&-+?<>~/".contains(*c)).collect()
}

/// What is percent-encoded in the destination of a Markdown link: what could end it, and all that is not ASCII.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b'/')
    .remove(b':')
    .remove(b'?')
    .remove(b'=')
    .remove(b'%')
    .remove(b'#');

/// The destination of a Markdown link.
pub(crate) fn destination(path: &str) -> String {
    utf8_percent_encode(path, ENCODED).to_string()
}

/// LaTeX (with a Unicode engine, or pdfLaTeX for what its fonts have).
pub(crate) fn latex(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in line(text).chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            '`' => out.push_str("\\textasciigrave{}"),
            '<' => out.push_str("\\textless{}"),
            '>' => out.push_str("\\textgreater{}"),
            '≈' => out.push_str("\\ensuremath{\\approx}"),
            '≤' => out.push_str("\\ensuremath{\\leq}"),
            '≥' => out.push_str("\\ensuremath{\\geq}"),
            '−' => out.push_str("\\ensuremath{-}"),
            '±' => out.push_str("\\ensuremath{\\pm}"),
            '\u{a0}' => out.push('~'),
            c => out.push(c),
        }
    }
    out
}

/// A path for LaTeX: nothing that could end the argument is left in it.
pub(crate) fn latex_path(path: &str) -> String {
    path.chars().filter(|c| !matches!(c, '{' | '}' | '\\' | '%' | '#' | '$' | '^' | '&' | '`' | '<')).collect()
}

/// Markup of Typst.
pub(crate) fn typst(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in line(text).chars() {
        if let '`' | '{' | '}' = c {
            out.push_str(&format!("\\u{{{:x}}}", u32::from(c)));
            continue;
        }
        if matches!(
            c,
            '\\' | '#' | '$' | '*' | '_' | '<' | '>' | '@' | '[' | ']' | '~' | '=' | '/' | '-' | '+' | '\'' | '"'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A string of Typst, without its quotation marks.
pub(crate) fn typst_string(text: &str) -> String {
    let text = line(text).replace('\\', "\\\\").replace('"', "\\\"");
    text.replace('`', "\\u{60}").replace('<', "\\u{3c}").replace("{{", "{\\u{7b}").replace("{%", "\\u{7b}%")
}

/// A text that stands in an HTML comment, where no character can be named by a reference: look-alikes stand for those that
/// could end it or be acted upon.
pub(crate) fn comment(text: &str) -> String {
    let text = text.replace("--", "‐‐").replace('>', "›").replace('<', "‹").replace('`', "ˋ");
    text.replace('{', "❴").replace('}', "❵")
}
