//! What to paste into a page, a paper or a slide: a figure with its alt text, caption, source and reference keys.

pub(super) mod escape;
pub(super) mod forms;

use crate::figure::Figure;
use crate::word::words;

words! {
    /// Where a figure is pasted.
    pub enum Form: "form" {
        /// Markdown (CommonMark).
        Markdown = "markdown",
        /// HTML with a link to the SVG file.
        Html = "html",
        /// HTML with the SVG in it.
        HtmlInline = "html-inline",
        /// LaTeX, with citations for BibLaTeX; the figure is the PDF file.
        Latex = "latex",
        /// A frame of Beamer.
        Beamer = "beamer",
        /// Typst.
        Typst = "typst",
        /// Quarto, with citations for Pandoc.
        Quarto = "quarto",
        /// A slide of reveal.js, with notes.
        Reveal = "reveal",
        /// A slide of Marp, with notes.
        Marp = "marp",
        /// An `iframe` of the SVG file, for pages that take nothing else.
        Iframe = "iframe",
        /// An answer of an oEmbed provider, version 1.0.
        Oembed = "oembed",
    }
}

impl Form {
    /// Whether the figure is wanted as PDF; as SVG otherwise.
    pub fn wants_pdf(self) -> bool {
        matches!(self, Self::Latex | Self::Beamer)
    }
}

/// The text to paste. `file` is the path or address of the figure, SVG or PDF as the form wants it.
///
/// Every text is data in the language of the form: nothing in a record can end a command, a tag or an attribute.
pub fn embed(figure: &Figure, form: Form, file: &str) -> String {
    match form {
        Form::Markdown => forms::markdown(figure, file),
        Form::Html => forms::html(figure, file),
        Form::HtmlInline => forms::html_inline(figure),
        Form::Latex => forms::latex(figure, file),
        Form::Beamer => forms::beamer(figure, file),
        Form::Typst => forms::typst(figure, file),
        Form::Quarto => forms::quarto(figure, file),
        Form::Reveal => forms::reveal(figure, file),
        Form::Marp => forms::marp(figure, file),
        Form::Iframe => forms::iframe(figure, file),
        Form::Oembed => forms::oembed(figure, file),
    }
}
