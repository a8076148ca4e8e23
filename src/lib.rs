//! Cited numbers in, defensible figures out.
//!
//! citeplot keeps the quantitative claims of papers and reports as hand-curated TOML records: the value as worded
//! ("approximately 55 percent", "less than 4 percent", "nearly a quarter"), the verbatim quote, the place, the survey,
//! the chain of citation. It checks the records, loads them into [polars](frame) frames, and renders comparative charts
//! through plotters, with their sources: SVG, PNG and PDF figures that are the same bytes on every machine, tidy CSV and JSON.
//!
//! Three promises decide every question of design:
//!
//! 1. **A value is what the source said.** A [`model::Value`] keeps its hedge and the [`model::Interval`] that the hedge
//!    allows, from the TOML to the last pixel and column.
//! 2. **A mark can prove itself.** Every bar, dot and cell knows its claim, quote, locator and citation.
//! 3. **What cannot be compared is not drawn as if it could.** [`check::comparability`] names what keeps two claims apart, and a chart
//!    that would mix them is refused, unless it states why they may stand together.
//!
//! # From TOML text to SVG text
//!
//! ```
//! use citeplot::{Project, example};
//!
//! let chart = r#"
//! kind   = "bar"
//! title  = "Alba is trusted more than Borduria"
//! select = 'question_id = "trust"'
//! "#;
//! let records = [
//!     ("datasets/demo/dataset.toml", example::DATASET),
//!     ("datasets/demo/claims.toml", example::CLAIMS),
//!     ("datasets/demo/references.bib", example::REFERENCES),
//!     ("charts/trust.toml", chart),
//! ];
//! let svg = Project::from_texts(records).figure("trust")?.svg();
//!
//! assert!(svg.contains(r#"<g class="mark" id="trust-en-claim-trust-alba-2021""#));
//! assert!(svg.contains("nearly 25%"));
//! assert!(svg.contains("Pollster (2021, pp. 3–4), as cited in Example (2022, p. 12)."));
//! # Ok::<(), citeplot::Error>(())
//! ```
//!
//! # A project on disk
//!
//! ```
//! use citeplot::model::Locale;
//! use citeplot::style::Size;
//! use citeplot::{FigureOptions, Project};
//!
//! let project = Project::open(".")?;
//! assert!(!project.check().has_errors());
//!
//! let options = FigureOptions::new().locale(Locale::Tr).size(Size::Half).theme("dark");
//! let figure = project.figure_with("opinion-of-russia-and-china", &options)?;
//! assert!(figure.svg().contains(r#"lang="tr""#));
//!
//! let claims = project.claims()?;
//! assert!(claims.column("low")?.f64()?.iter().flatten().all(|low| low >= 0.0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Faults of the records come back as data: [`Project::check`] gives them all, and an [`Error::Faults`] carries them and
//! reads like the output of the program.
//!
//! # Features
//!
//! `cli` (on by default) is the program, which has all of the following but `categories`; without it the library reads,
//! checks, tabulates and writes SVG figures and HTML decks. `png`, `pdf` and `slides` add PNG figures, PDF figures and
//! decks, and PPTX decks. `categories` gives columns of words as a polars `Enum`: see [`frame`].

pub mod build;
pub mod check;
pub mod diag;
pub mod evidence;
pub mod example;
pub mod figure;
pub mod frame;
pub mod guard;
pub mod language;
pub mod locale;
pub mod model;
pub mod project;
pub mod publish;
pub mod render;
pub mod source;
pub mod style;
pub mod word;

pub use build::{BuildOptions, Error, FigureFormat, FigureOptions, Look, Named, RenderOptions};
pub use figure::Figure;
pub use project::Project;
