//! How long things take compared with the least that they could take: `cargo bench`.
//!
//! Every line is a ratio of two medians of the same run, so that a busy machine hurts both sides alike.

mod library;
mod prose;
mod report;

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use citeplot::build::{BuildOptions, FigureFormat, RenderOptions, figures, files, tables, verify};
use citeplot::diag::Report;
use citeplot::evidence::{Document, scan};
use citeplot::frame::export::Format;
use citeplot::project::config;
use citeplot::project::{self, Project};
use citeplot::style::font::TextAs;
use citeplot::{check, example};
use library::Library;
use report::{Make, Markup};

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

/// The median of the CPU time that this thread spends on it, where the system tells that; else of the time that passes.
fn median_cpu(mut work: impl FnMut()) -> Duration {
    let spent = || {
        let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
    };
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let (start, before) = (Instant::now(), spent());
            work();
            before.zip(spent()).map_or_else(|| start.elapsed(), |(before, after)| after - before)
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

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    // `cargo test --benches` builds and starts every benchmark; only `cargo bench` measures.
    if !arguments.iter().any(|a| a == "--bench") {
        return;
    }
    if let Some(at) = arguments.iter().position(|a| a == "--write") {
        write_texts(Path::new(arguments.get(at + 1).map_or("made-up", String::as_str)));
        return;
    }
    if !arguments.iter().any(|a| a == "documents") {
        records_beside_their_parser();
        shipped_project();
    }
    // What is measured of documents is CPU: one thread.
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    one.install(|| {
        scanned();
        quotes_beside_their_documents();
    });
}

/// Texts of 20 MB in reports of 200 kB, with a statement in four sentences, and in each.
fn long_texts() -> [(&'static str, Vec<String>); 2] {
    let made = |one_in: usize| {
        let make = Make { length: 200_000, one_in, markup: Markup::Plain };
        (0..100).map(|number| make.report(number).text).collect()
    };
    [("a statement in four sentences", made(4)), ("a statement in each sentence", made(1))]
}

/// A thousand reports: plain texts, or one in two with markup.
fn libraries() -> [(&'static str, Library); 2] {
    let mixed = |number: usize| match number % 4 {
        1 => Markup::Markdown,
        2 => Markup::Html,
        _ => Markup::Plain,
    };
    [("plain text", Library::new(1000, |_| Markup::Plain)), ("half of it markup", Library::new(1000, mixed))]
}

/// Writes what is measured into a folder, for the program itself.
fn write_texts(folder: &Path) {
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        let parent = path.parent().expect("a file stands in a folder");
        fs::create_dir_all(parent).and_then(|()| fs::write(&path, text)).expect("a folder that can be written to");
    };
    for ((_, texts), name) in long_texts().into_iter().zip(["sparse", "dense"]) {
        write(&format!("{name}.txt"), &texts.concat());
    }
    for ((_, library), name) in libraries().into_iter().zip(["plain", "mixed"]) {
        library.files().for_each(|(path, text)| write(&format!("{name}/{path}"), text));
    }
}

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measures")]
fn scanned() {
    println!("\n| scan | MB | statements | read, MB/s | read and scan, MB/s |\n|---|---|---|---|---|");
    for (what, texts) in long_texts() {
        let read = |text: &String| Document::read(text.as_bytes(), "report.txt").expect("a text");
        let reading = median_cpu(|| texts.iter().for_each(|text| drop(black_box(read(text)))));
        let scanning = median_cpu(|| texts.iter().for_each(|text| drop(black_box(scan(&read(text), None)))));
        let statements: usize = texts.iter().map(|text| scan(&read(text), None).len()).sum();
        let mb = texts.iter().map(String::len).sum::<usize>() as f64 / 1e6;
        let rate = |time: Duration| mb / time.as_secs_f64();
        println!("| {what} | {mb:.1} | {statements} | {:.0} | {:.1} |", rate(reading), rate(scanning));
    }
}

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measures")]
fn quotes_beside_their_documents() {
    println!("\n| documents | MB | claims | faults | read ms | bare TOML parse ms | check / both |");
    println!("|---|---|---|---|---|---|---|");
    for (what, library) in libraries() {
        let read = median_cpu(|| {
            for (path, text) in &library.documents {
                drop(black_box(Document::read(text.as_bytes(), path).expect("a text")));
            }
        });
        let parse = median_cpu(|| drop(black_box(toml::de::DeTable::parse(&library.claims).expect("sound TOML"))));
        let check = || Project::from_texts(library.files()).check();
        let checked = median_cpu(|| drop(black_box(check())));
        let (faults, claims) = (check().iter().count(), library.count());
        let mb = library.documents.iter().map(|(_, text)| text.len()).sum::<usize>() as f64 / 1e6;
        let [read_ms, parse_ms] = [read, parse].map(|time| time.as_secs_f64() * 1e3);
        let ratio = checked.as_secs_f64() / (read + parse).as_secs_f64();
        println!("| {what} | {mb:.1} | {claims} | {faults} | {read_ms:.0} | {parse_ms:.0} | {ratio:.2} |");
    }
}

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measures")]
fn records_beside_their_parser() {
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
}

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measures")]
fn shipped_project() {
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
