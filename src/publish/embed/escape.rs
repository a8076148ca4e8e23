//! Texts as data in the languages of pages and papers.

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
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '#' | '!' | '|' | '~' | '@' | '$' | '^' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// The destination of a Markdown link.
pub(crate) fn destination(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for b in path.bytes() {
        match b {
            b'A'..=b'Z'
            | b'a'..=b'z'
            | b'0'..=b'9'
            | b'-'
            | b'_'
            | b'.'
            | b'~'
            | b'/'
            | b':'
            | b'?'
            | b'='
            | b'%'
            | b'#' => {
                out.push(char::from(b));
            }
            b => out.push_str(&format!("%{b:02X}")),
        }
    }
    out
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
    path.chars().filter(|c| !matches!(c, '{' | '}' | '\\' | '%' | '#' | '$' | '^' | '&')).collect()
}

/// Markup of Typst.
pub(crate) fn typst(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in line(text).chars() {
        if matches!(
            c,
            '\\' | '#' | '$' | '*' | '_' | '`' | '<' | '>' | '@' | '[' | ']' | '~' | '=' | '/' | '-' | '+' | '\'' | '"'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A string of Typst, without its quotation marks.
pub(crate) fn typst_string(text: &str) -> String {
    line(text).replace('\\', "\\\\").replace('"', "\\\"")
}

/// A text that stands in an HTML comment.
pub(crate) fn comment(text: &str) -> String {
    text.replace("--", "‐‐").replace('>', "›").replace('<', "‹")
}
