//! What to paste into a page, a paper or a slide: a figure with its alt text, caption, source and reference keys.

pub(super) mod escape;
pub(super) mod forms;

use crate::figure::Figure;
use crate::style::Size;
use crate::word::words;

words! {
    /// Where a figure is pasted.
    pub enum Form: "form" {
        /// Markdown (CommonMark).
        Markdown = "markdown",
        /// HTML with a link to the SVG file.
        Html = "html",
        /// HTML with a `<picture>` that takes the size for the width of the screen: column, half or slide.
        HtmlPicture = "html-picture",
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
    /// The sizes that the figure is wanted in; one that the recipe gives when there are none.
    pub fn sizes(self) -> &'static [Size] {
        match self {
            Self::HtmlPicture => &[Size::Column, Size::Half, Size::Slide],
            Self::Markdown
            | Self::Html
            | Self::HtmlInline
            | Self::Latex
            | Self::Beamer
            | Self::Typst
            | Self::Quarto
            | Self::Reveal
            | Self::Marp
            | Self::Iframe
            | Self::Oembed => &[],
        }
    }

    /// Whether others fetch the figure from the address at which it is published.
    pub fn is_fetched(self) -> bool {
        matches!(self, Self::Iframe | Self::Oembed)
    }

    /// Whether the figure is wanted as PDF; as SVG otherwise.
    pub fn wants_pdf(self) -> bool {
        matches!(self, Self::Latex | Self::Beamer)
    }
}

/// The text to paste. `file` is the path or address of the figure, SVG or PDF as the form wants it; where it wants several sizes,
/// that of the largest, `…/trust.slide.svg`, beside which the others stand as `…/trust.half.svg` and `…/trust.column.svg`.
///
/// Every text is data in the language of the form: nothing in a record can end a command, a tag or an attribute.
pub fn embed(figure: &Figure, form: Form, file: &str) -> String {
    match form {
        Form::Markdown => forms::markdown(figure, file),
        Form::Html => forms::html(figure, file),
        Form::HtmlPicture => forms::html_picture(figure, file),
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
