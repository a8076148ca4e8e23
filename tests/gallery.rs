//! The gallery of the README: figures of made-up data, of other shapes than the shipped ones, kept up to date.
//! `SNAPSHOTS=overwrite` draws them anew.

use std::fs;
use std::path::Path;

use citeplot::build::{BuildOptions, figures};
use citeplot::diag::Report;
use citeplot::model::Locale;
use citeplot::project;
use citeplot::render;
use citeplot::style::font::TextAs;
use snapbox::Data;

/// The folder of a project, and the chart of it that the gallery shows.
const FIGURES: [(&str, &str); 4] = [
    ("tests/demo", "trend"),
    ("tests/shapes", "bus-in-five-waves"),
    ("tests/shapes", "seven-regions"),
    ("tests/demo", "table"),
];

#[test]
fn the_gallery_is_up_to_date() {
    for (folder, chart) in FIGURES {
        let (project, report) = project::read(Path::new(folder));
        assert!(!report.has_errors(), "{report:?}");
        let drawn = figures(&project, &BuildOptions::new().only(chart).locale(Locale::En), &mut Report::new());
        assert_eq!(drawn.len(), 1, "{chart}");
        let svg = render::svg(&drawn[0].scene, TextAs::Embedded);
        let committed = Data::read_from(&Path::new("tests/gallery").join(format!("{chart}.svg")), None);
        snapbox::assert_data_eq!(svg, committed.raw());
    }
}

#[test]
fn the_readme_shows_the_gallery_and_its_files_are_small() {
    let readme = fs::read_to_string("README.md").expect("the README is there");
    for (_, chart) in FIGURES {
        let path = format!("tests/gallery/{chart}.svg");
        assert!(readme.contains(&format!("({path})")), "the README does not show {path}");
        let size = fs::metadata(&path).expect("the figure is there").len();
        assert!(size < 80_000, "{path} has {size} bytes");
    }
    assert_eq!(fs::read_dir("tests/gallery").expect("a folder").count(), FIGURES.len());
}
