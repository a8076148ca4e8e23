//! Figures in other people's pages and presentations: decks as PPTX, HTML and PDF, and what to paste.

pub mod deck;
pub mod embed;
mod html;
pub mod ooxml;
mod pages;

pub use html::html;
pub use pages::pdf;
