//! How long things take compared with the least that they could take: `cargo bench`.
//!
//! Every line is a ratio of two medians of the same run, so that a busy machine hurts both sides alike.

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use citeplot::build::{BuildOptions, FigureFormat, RenderOptions, figures, files, tables, verify};
use citeplot::diag::Report;
use citeplot::frame::export::Format;
use citeplot::project::config;
use citeplot::project::{self, Project};
use citeplot::style::font::TextAs;
use citeplot::{check, example};

const ROUNDS: usize = 7;

fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[ROUNDS / 2]
}

/// The claims of a made-up dataset, `count` of them.
fn claims(count: usize) -> String {
    let mut text = String::new();
    for i in 0..count {
        let value = format!("{}.{}", i % 100, i % 10);
        writeln!(
            text,
            "[[claim]]\nid = \"c-{i:07}\"\nsurvey = \"poll-2021\"\nquestion = \"trust\"\nresponse = \"trusts\"\n\
             subject = \"alba\"\nvalue = {value}\nas_written = \"{value} percent\"\n\
             quote = \"{value} percent of adults said that they trust the country and its leaders fully\"\n\
             page = {}\ncites = [{{ work = \"pollster-2021\", pages = \"3-4\", basis = \"same-sentence\" }}]\n",
            i % 300 + 1
        )
        .expect("a String takes all that is written");
    }
    text
}

fn project(claims: &str) -> Project {
    let (dataset, sources, _) = project::dataset_from_texts("demo", example::DATASET, claims, example::REFERENCES);
    let config = config::Config::default();
    Project {
        inputs: project::Inputs::default(),
        proofs: Vec::new(),
        root: ".".into(),
        config,
        datasets: vec![dataset],
        recipes: Vec::new(),
        chart_ids: Vec::new(),
        joined: Vec::new(),
        decks: Vec::new(),
        sources,
        unread: Report::new(),
    }
}

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measures")]
fn main() {
    // `cargo test --benches` builds and starts every benchmark; only `cargo bench` measures.
    if !std::env::args().any(|a| a == "--bench") {
        return;
    }
    println!("| claims | bare TOML parse ms | load / parse | load + check / parse | tables / parse |");
    println!("|---|---|---|---|---|");
    for count in [1_000, 10_000, 100_000] {
        let text = claims(count);
        let parse = median(|| drop(black_box(toml::de::DeTable::parse(&text).expect("sound TOML"))));
        let load = median(|| drop(black_box(project(&text))));
        let checked = median(|| {
            let project = project(&text);
            let mut report = Report::new();
            check::run(&project.datasets[0], &project.config, &mut report);
            black_box(report);
        });
        let read = project(&text);
        let written = median(|| drop(black_box(tables(&read, &Format::ALL).expect("few enough rows"))));
        let ratio = |time: Duration| time.as_secs_f64() / parse.as_secs_f64();
        let ms = parse.as_secs_f64() * 1e3;
        println!("| {count} | {ms:.1} | {:.2} | {:.2} | {:.2} |", ratio(load), ratio(checked), ratio(written));
    }
    let (project, report) = project::read(Path::new("."));
    assert!(!report.has_errors(), "the shipped project is sound");
    let wanted = BuildOptions::new();
    let whole = median(|| drop(black_box(verify(&project, &wanted, &mut Report::new()))));
    let laid_out = figures(&project, &wanted, &mut Report::new());
    let as_file = |format, text| {
        let kept: Vec<_> = laid_out.iter().cloned().map(|figure| figure.with_text(text)).collect();
        median(|| drop(black_box(files(&project, &kept, &RenderOptions::new(format)).expect("sound figures"))))
    };
    let rows = [
        ("check and lay out", whole),
        ("SVG, text embedded", as_file(FigureFormat::Svg, TextAs::Embedded)),
        ("SVG, text of the system", as_file(FigureFormat::Svg, TextAs::System)),
        ("SVG, text as paths", as_file(FigureFormat::Svg, TextAs::Paths)),
        ("PNG at 2x", as_file(FigureFormat::Png, TextAs::System)),
        ("PDF", as_file(FigureFormat::Pdf, TextAs::System)),
    ];
    println!("\n| shipped project | ms | ms a figure |\n|---|---|---|");
    for (what, time) in rows {
        let ms = time.as_secs_f64() * 1e3;
        println!("| {what} | {ms:.2} | {:.3} |", ms / laid_out.len() as f64);
    }
}
