//! Every chart of a project at every size, in every theme and language, on one page: `target/contact-sheet/index.html`.
//!
//! `cargo run --example contact-sheet [PROJECT]`; without a project the one with made-up data in `tests/demo`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use citeplot::build::{BuildOptions, FigureFormat, RenderOptions, figures, files};
use citeplot::project;
use citeplot::render::escape;
use citeplot::style::Size;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = std::env::args().nth(1).unwrap_or_else(|| "tests/demo".to_owned());
    let (project, mut report) = project::read(Path::new(&root));
    let folder = Path::new("target/contact-sheet");
    fs::create_dir_all(folder)?;
    let mut cells: BTreeMap<(String, String), String> = BTreeMap::new();
    for size in Size::ALL {
        let themes: Vec<String> = project.config.theme_names().map(str::to_owned).collect();
        for theme in themes {
            let wanted = BuildOptions::new().size(size).theme(&theme);
            let laid_out = figures(&project, &wanted, &mut report);
            let drawing = RenderOptions::new(FigureFormat::Svg).look(wanted.look.clone());
            for (output, figure) in files(&project, &laid_out, &drawing)?.iter().zip(&laid_out) {
                fs::write(folder.join(&output.name), &output.bytes)?;
                let cell = cells.entry((figure.id.clone(), format!("{} · {theme}", size.code()))).or_default();
                write!(cell, "<img loading=lazy alt=\"{}\" src=\"{}\">", escape(&figure.alt), escape(&output.name))?;
            }
        }
    }
    let mut page = String::from(
        "<!doctype html><meta charset=utf-8><title>Contact sheet</title>\
         <style>body{background:#777;font:14px sans-serif}img{width:30%;margin:4px;vertical-align:top}</style>\n",
    );
    for ((id, look), images) in &cells {
        writeln!(page, "<h2>{} · {}</h2><div>{images}</div>", escape(id), escape(look))?;
    }
    fs::write(folder.join("index.html"), page)?;
    match report.iter().next() {
        Some(fault) => Err(fault.message.clone().into()),
        None => Ok(()),
    }
}
