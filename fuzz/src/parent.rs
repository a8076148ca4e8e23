//! The process that starts workers, and keeps the inputs of those that ended badly.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::finding::{Finding, notes};
use super::{Options, named, worker};
use citeplot_fuzz::readers::Reader;

/// Runs one worker on each core until the time is over; returns how many findings there are.
///
/// # Errors
/// When a file cannot be written or a worker cannot be started.
pub fn run(options: &Options) -> Result<usize, String> {
    fs::create_dir_all(&options.out).map_err(|e| e.to_string())?;
    for old in fs::read_dir(&options.out).map_err(|e| e.to_string())?.filter_map(Result::ok) {
        fs::remove_file(old.path()).map_err(|e| e.to_string())?;
    }
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let started: Vec<_> = (0..workers).map(|number| scope.spawn(move || post(options, number))).collect();
        started.into_iter().try_for_each(|worker| worker.join().expect("the parent does not panic"))
    })?;
    report(options)
}

/// Starts a worker again and again, with other random numbers each time, until the time is over.
fn post(options: &Options, number: usize) -> Result<(), String> {
    let scratch = tempfile::tempdir().map_err(|e| e.to_string())?;
    let end = Instant::now() + Duration::from_secs(options.seconds);
    let mut seed = options.seed.wrapping_mul(1_000_003).wrapping_add(number as u64);
    loop {
        let left = end.saturating_duration_since(Instant::now()).as_secs();
        if left == 0 {
            return Ok(());
        }
        let log = options.out.join(format!("log-{number}"));
        let mut command = Command::new(std::env::current_exe().map_err(|e| e.to_string())?);
        command.arg("work").arg(number.to_string()).arg(scratch.path().join("project"));
        command.args(["--seconds", &left.to_string(), "--seed", &seed.to_string()]).arg("--out").arg(&options.out);
        command.args(options.reader.iter().flat_map(|r| ["--reader", r.code()]));
        command.envs([("RAYON_NUM_THREADS", "1"), ("POLARS_MAX_THREADS", "1"), ("RUST_BACKTRACE", "0")]);
        command.stdin(Stdio::null()).stderr(File::create(&log).map_err(|e| e.to_string())?);
        let status = command.status().map_err(|e| e.to_string())?;
        if !status.success() {
            keep(options, number, status, &fs::read_to_string(&log).unwrap_or_default())?;
        }
        seed = seed.wrapping_add(7919);
    }
}

/// Keeps what a worker was reading when it ended.
fn keep(options: &Options, number: usize, status: ExitStatus, log: &str) -> Result<(), String> {
    let now =
        fs::read(options.out.join(format!("now-{number}"))).map_err(|e| format!("a worker ended early: {e}\n{log}"))?;
    let end = now.iter().position(|b| *b == b'\n').ok_or("a worker wrote no reader")?;
    let reader = named(&String::from_utf8_lossy(&now[..end]))?;
    let hang = status.code() == Some(worker::HANG);
    let kind = match (repeats(reader, &now[end + 1..])?, hang) {
        (false, _) => "once",
        (true, true) => "hang",
        (true, false) => "abort",
    };
    // Aborts do not say where they came from: what they said last tells them apart.
    let last = log.lines().rev().find(|l| !l.trim().is_empty()).unwrap_or_default();
    let place = format!("{status}: {last}");
    Finding { reader, kind, place: &place, said: log, input: &now[end + 1..] }.keep(&options.out)
}

/// Whether a fresh process ends badly with an input, or takes long; else what happened came from elsewhere.
fn repeats(reader: Reader, input: &[u8]) -> Result<bool, String> {
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let path = folder.path().join(format!("{}.again", reader.code()));
    fs::write(&path, input).map_err(|e| e.to_string())?;
    let mut command = Command::new(std::env::current_exe().map_err(|e| e.to_string())?);
    command.arg("replay").arg(&path).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|e| e.to_string())?;
    let start = Instant::now();
    while start.elapsed() < worker::LIMIT {
        if let Some(status) = child.try_wait().map_err(|e| e.to_string())? {
            return Ok(!status.success());
        }
        thread::sleep(Duration::from_millis(20));
    }
    child.kill().and_then(|()| child.wait()).map_err(|e| e.to_string())?;
    Ok(true)
}

/// Says how many runs each reader had and what was found.
fn report(options: &Options) -> Result<usize, String> {
    let mut all: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for entry in fs::read_dir(&options.out).map_err(|e| e.to_string())?.filter_map(Result::ok) {
        if !entry.file_name().to_string_lossy().starts_with("runs-") {
            continue;
        }
        add(&entry.path(), &mut all);
    }
    let found = notes(&options.out);
    println!("{:<12} {:>10} {:>8}", "reader", "runs", "seconds");
    for (reader, (runs, millis)) in &all {
        println!("{reader:<12} {runs:>10} {:>8}", millis / 1000);
    }
    let runs: u64 = all.values().map(|(runs, _)| runs).sum();
    println!("{runs} runs with seed {}, {} findings", options.seed, found.len());
    for name in &found {
        println!("  {}", options.out.join(name).display());
    }
    Ok(found.len())
}

fn add(path: &Path, all: &mut BTreeMap<String, (u64, u64)>) {
    for line in fs::read_to_string(path).unwrap_or_default().lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let [reader, runs, millis] = words.as_slice() else { continue };
        let sum = all.entry((*reader).to_owned()).or_default();
        sum.0 += runs.parse::<u64>().unwrap_or(0);
        sum.1 += millis.parse::<u64>().unwrap_or(0);
    }
}
