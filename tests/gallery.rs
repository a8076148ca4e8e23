//! The gallery of the README: figures of the made-up projects, as they are drawn now.

use std::fs;
use std::path::Path;

use citeplot::Project;
use citeplot::build::FigureOptions;
use citeplot::model::Locale;
use citeplot::style::Size;

/// The figures, each with its project.
const FIGURES: [(&str, &str); 4] = [
    ("tests/shapes", "young-and-old"),
    ("tests/shapes", "fares-by-region"),
    ("tests/shapes", "seven-regions"),
    ("tests/health", "sleep-by-age"),
];

#[test]
fn the_gallery_shows_what_the_records_make_now() {
    let readme = fs::read_to_string("README.md").expect("the manual");
    for (root, chart) in FIGURES {
        let project = Project::open(root).expect("a project");
        let options = FigureOptions::new().locale(Locale::En).size(Size::Half);
        let figure = project.figure_with(chart, &options).expect("a figure");
        let path = format!("tests/gallery/{chart}.svg");
        assert!(readme.contains(&format!("({path})")), "the README shows {path}");
        let drawn = figure.svg();
        if std::env::var_os("SNAPSHOTS").is_some_and(|v| v == "overwrite") {
            fs::create_dir_all("tests/gallery").expect("a folder");
            fs::write(&path, &drawn).expect("written");
        }
        let kept = fs::read_to_string(&path).expect("it is there");
        assert!(kept == drawn, "{path} is not what the records make: SNAPSHOTS=overwrite cargo test --test gallery");
    }
    let kept = fs::read_dir("tests/gallery").expect("a folder").count();
    assert_eq!((kept, Path::new("tests/gallery").exists()), (FIGURES.len(), true), "nothing else lies there");
}
