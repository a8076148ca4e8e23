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
//! use citeplot::check::comparability;
//! use citeplot::language::citation;
//! use citeplot::project::{self, config};
//! use citeplot::style::{self, font};
//! use citeplot::{diag, example, figure, frame, model, render};
//!
//! // The records, as `citeplot new` writes them.
//! let (dataset, _, faults) = project::dataset_from_texts("demo", example::DATASET, example::CLAIMS, example::REFERENCES);
//! assert!(faults.is_empty());
//!
//! // What the chart shall show.
//! let text = r#"
//! kind   = "bar"
//! title  = "Alba is trusted more than Borduria"
//! select = 'question_id = "trust"'
//! "#;
//! let (recipe, _, faults) = project::recipe_from_text("trust", text, "demo");
//! assert!(faults.is_empty());
//! let recipe = recipe.unwrap();
//!
//! // Select the claims from a polars frame, ask the gate, lay out, draw.
//! let config = config::Config::default();
//! let rows = frame::claim_rows(&dataset, &config.hedge_rules, None, model::Locale::En);
//! let table = frame::table(frame::CLAIM_COLUMNS, &rows).unwrap();
//! let selected = frame::select(&table, &recipe).unwrap();
//! let mut report = diag::Report::new();
//! comparability::gate(&dataset, &recipe, &selected, &config, &mut report);
//! assert!(report.is_empty());
//! let references = citation::References::new(&dataset);
//! let figure = figure::figure(&figure::Request {
//!     dataset: &dataset, recipe: &recipe, selected: &selected, config: &config, references: &references,
//!     locale: model::Locale::En, theme: &style::Theme::default(),
//! });
//! let svg = render::svg(&figure.scene, font::TextAs::System);
//! assert!(svg.contains(r#"<g class="mark" id="claim-trust-alba-2021""#));
//! assert!(svg.contains("nearly 25%"));
//! assert!(svg.contains("Pollster (2021, pp. 3–4), as cited in Example (2022, p. 12)."));
//! ```
//!
//! A whole project, as the `citeplot` program sees it, is read with [`project::read`] and built with [`build`].

pub mod build;
pub mod check;
pub mod diag;
pub mod example;
pub mod figure;
pub mod frame;
pub mod language;
pub mod locale;
pub mod model;
pub mod project;
pub mod publish;
pub mod render;
pub mod source;
pub mod style;
