//! The process that reads. It catches panics itself; of an abort or a hang, its parent finds the input in a file.

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use citeplot_fuzz::corpus;
use citeplot_fuzz::mutate;
use citeplot_fuzz::random::Random;
use citeplot_fuzz::readers::Reader;

use super::Options;
use super::finding::Finding;

/// How long one input may take.
pub const LIMIT: Duration = Duration::from_secs(10);

/// The exit code of a worker whose input took longer.
pub const HANG: i32 = 77;

/// One reader with its inputs, and what it has done so far.
struct Post {
    reader: Reader,
    seeds: Vec<Vec<u8>>,
    runs: u64,
    time: Duration,
}

/// Works until its time is over.
///
/// # Errors
/// When a file cannot be written.
pub fn run(options: &Options, number: &str, scratch: &Path) -> Result<usize, String> {
    let mut random = Random::new(options.seed);
    let readers = options.reader.map_or_else(|| Reader::ALL.to_vec(), |r| vec![r]);
    let mut posts: Vec<Post> = readers.into_iter().map(post).collect();
    let clock = watch();
    let said = said_by_panics(&clock);
    let start = Instant::now();
    let mut told = Instant::now();
    while start.elapsed() < Duration::from_secs(options.seconds) {
        let post = posts.iter_mut().min_by_key(|p| p.time).expect("there is a reader");
        let began = Instant::now();
        let input = mutate::input(&mut random, post.reader, &post.seeds);
        let now = [post.reader.code().as_bytes(), b"\n", &input].concat();
        fs::write(options.out.join(format!("now-{number}")), now).map_err(|e| e.to_string())?;
        clock.store(1 + millis(start), Ordering::Relaxed);
        let read = panic::catch_unwind(AssertUnwindSafe(|| post.reader.read(&input, scratch)));
        clock.store(0, Ordering::Relaxed);
        if read.is_err() {
            let said = said.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let place = said.lines().next().unwrap_or_default().to_owned();
            Finding { reader: post.reader, kind: "panic", place: &place, said: &said, input: &input }
                .keep(&options.out)?;
        }
        post.runs += 1;
        post.time += began.elapsed();
        if told.elapsed() > Duration::from_secs(1) {
            tell(options, number, &posts)?;
            told = Instant::now();
        }
    }
    tell(options, number, &posts)?;
    Ok(0)
}

fn post(reader: Reader) -> Post {
    Post { reader, seeds: corpus::seeds(reader), runs: 0, time: Duration::ZERO }
}

/// Writes down how many runs each reader had.
fn tell(options: &Options, number: &str, posts: &[Post]) -> Result<(), String> {
    let line = |p: &Post| format!("{} {} {}\n", p.reader.code(), p.runs, p.time.as_millis());
    let lines: String = posts.iter().map(line).collect();
    fs::write(options.out.join(format!("runs-{number}-{}", options.seed)), lines).map_err(|e| e.to_string())
}

fn millis(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// Keeps what the last panic of a reader said, its place first, in place of printing it.
fn said_by_panics(clock: &Arc<AtomicU64>) -> Arc<Mutex<String>> {
    let said = Arc::new(Mutex::new(String::new()));
    let (kept, clock) = (Arc::clone(&said), Arc::clone(clock));
    panic::set_hook(Box::new(move |info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        if clock.load(Ordering::Relaxed) == 0 {
            eprintln!("the mutator itself: {info}");
        }
        *kept.lock().unwrap_or_else(PoisonError::into_inner) = format!("{place}\n{info}");
    }));
    said
}

/// Ends the process when an input takes too long. The number is when it was begun, in milliseconds, or 0.
fn watch() -> Arc<AtomicU64> {
    let clock = Arc::new(AtomicU64::new(0));
    let seen = Arc::clone(&clock);
    thread::spawn(move || {
        let (mut last, mut since) = (0, Instant::now());
        loop {
            thread::sleep(Duration::from_millis(100));
            let now = seen.load(Ordering::Relaxed);
            if now == 0 || now != last {
                (last, since) = (now, Instant::now());
            } else if since.elapsed() > LIMIT {
                std::process::exit(HANG);
            }
        }
    });
    clock
}

/// Reads findings again, in this process; the name of a file begins with its reader.
///
/// # Errors
/// When a file cannot be read, or its reader is not known.
pub fn replay(files: &[&str]) -> Result<usize, String> {
    let scratch = tempfile::tempdir().map_err(|e| e.to_string())?;
    for file in files {
        let name = Path::new(file).file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let reader = super::named(name.split('.').next().unwrap_or_default())?;
        let input = fs::read(file).map_err(|e| format!("{file}: {e}"))?;
        let start = Instant::now();
        reader.read(&input, &scratch.path().join("project"));
        println!("{file}: read in {:.2} s", start.elapsed().as_secs_f64());
    }
    Ok(0)
}
