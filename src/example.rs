//! The small made-up project that `citeplot new` writes, and that the examples of this documentation use.

use crate::model::Dataset;
use crate::project;

/// The files of the project by their paths, `/` between folders.
pub static FILES: &[(&str, &str)] = &[
    ("config.toml", include_str!("../assets/new/config.toml")),
    ("datasets/demo/dataset.toml", DATASET),
    ("datasets/demo/claims.toml", CLAIMS),
    ("datasets/demo/references.bib", REFERENCES),
    ("charts/trust.toml", RECIPE),
];

/// `dataset.toml`.
pub static DATASET: &str = include_str!("../assets/new/datasets/demo/dataset.toml");
/// `claims.toml`.
pub static CLAIMS: &str = include_str!("../assets/new/datasets/demo/claims.toml");
/// `references.bib`.
pub static REFERENCES: &str = include_str!("../assets/new/datasets/demo/references.bib");
/// `charts/trust.toml`.
pub static RECIPE: &str = include_str!("../assets/new/charts/trust.toml");

/// The dataset of the project.
pub fn dataset() -> Dataset {
    project::dataset_from_texts("demo", DATASET, CLAIMS, REFERENCES).0
}
