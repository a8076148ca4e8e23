//! Figures in other people's pages and presentations: decks as PPTX, HTML and PDF, and what to paste.

pub mod audit;
#[cfg(feature = "slides")]
pub mod carried;
pub mod deck;
pub mod embed;
mod html;
mod inline;
#[cfg(feature = "slides")]
pub mod ooxml;
#[cfg(feature = "pdf")]
mod pages;
#[cfg(any(feature = "pdf", feature = "slides"))]
mod words_size;

pub use html::html;
#[cfg(feature = "pdf")]
pub use pages::pdf;

use deck::Deck;
#[cfg(any(feature = "pdf", feature = "slides"))]
use deck::DeckError;

impl Deck {
    /// The deck as one HTML page: keys turn the slides, and nothing is fetched from elsewhere.
    pub fn html(&self) -> String {
        html(self)
    }

    /// The deck as a PDF file, one page for each slide.
    ///
    /// # Errors
    /// When a font cannot be embedded.
    #[cfg(feature = "pdf")]
    pub fn pdf(&self) -> Result<Vec<u8>, DeckError> {
        pdf(self)
    }

    /// The deck as a PPTX file, on masters of its own or on those of a template, the bytes of a PPTX or POTX file.
    ///
    /// # Errors
    /// When the template cannot be used.
    #[cfg(feature = "slides")]
    pub fn pptx(&self, template: Option<&[u8]>) -> Result<Vec<u8>, DeckError> {
        ooxml::pptx(self, template)
    }
}
