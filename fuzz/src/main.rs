//! Gives changed inputs to every reader for a stated time, and keeps those that made one panic, abort or hang.
//!
//! ```text
//! mutator run [--seconds N] [--seed N] [--reader NAME] [--out DIR]
//! mutator replay FILE...
//! mutator seeds NAME DIR
//! ```

mod finding;
mod parent;
mod worker;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use citeplot_fuzz::corpus;
use citeplot_fuzz::readers::Reader;

/// What a run is told.
#[derive(Clone, Debug)]
pub struct Options {
    /// How long it lasts.
    seconds: u64,
    /// Where its random numbers start.
    seed: u64,
    /// The only reader; all when none is named.
    reader: Option<Reader>,
    /// Where findings go.
    out: PathBuf,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["run", rest @ ..] => options(rest).and_then(|o| parent::run(&o)),
        ["work", number, scratch, rest @ ..] => options(rest).and_then(|o| worker::run(&o, number, Path::new(scratch))),
        ["replay", files @ ..] if !files.is_empty() => worker::replay(files),
        ["seeds", name, folder] => seeds(name, Path::new(folder)),
        _ => Err(
            "usage: mutator run [--seconds N] [--seed N] [--reader NAME] [--out DIR] | replay FILE... | seeds NAME DIR"
                .to_owned(),
        ),
    };
    match done {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn options(words: &[&str]) -> Result<Options, String> {
    let mut options = Options { seconds: 60, seed: 1, reader: None, out: PathBuf::from("target/fuzz/findings") };
    for pair in words.chunks(2) {
        let [name, value] = pair else { return Err(format!("`{}` wants a value", pair[0])) };
        let number = || value.parse().map_err(|_| format!("`{value}` is not a number"));
        match *name {
            "--seconds" => options.seconds = number()?,
            "--seed" => options.seed = number()?,
            "--reader" => options.reader = Some(named(value)?),
            "--out" => options.out = PathBuf::from(value),
            _ => return Err(format!("there is no option `{name}`")),
        }
    }
    Ok(options)
}

fn named(name: &str) -> Result<Reader, String> {
    let known = || Reader::ALL.map(Reader::code).join(", ");
    Reader::ALL.into_iter().find(|r| r.code() == name).ok_or_else(|| format!("no reader `{name}` (known: {})", known()))
}

/// Writes the inputs that a reader starts from, as a corpus for cargo-fuzz.
fn seeds(name: &str, folder: &Path) -> Result<usize, String> {
    std::fs::create_dir_all(folder).map_err(|e| e.to_string())?;
    for (i, seed) in corpus::seeds(named(name)?).into_iter().enumerate() {
        std::fs::write(folder.join(format!("seed-{i}")), seed).map_err(|e| e.to_string())?;
    }
    Ok(0)
}
