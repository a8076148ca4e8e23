//! Everything that reads what a user gives takes changed inputs: a short run of what `.ci/fuzz` does for as long as it is
//! told, and every input that once made a reader fall over.

#![expect(unreachable_pub, reason = "the program that runs for longer has these files as a library")]
#![expect(clippy::print_stdout, reason = "says which input it was, when the process is ended by one")]

#[path = "../fuzz/src/bundle.rs"]
mod bundle;
#[path = "../fuzz/src/corpus.rs"]
mod corpus;
#[path = "../fuzz/src/mutate.rs"]
mod mutate;
#[path = "../fuzz/src/package.rs"]
mod package;
#[path = "../fuzz/src/random.rs"]
mod random;
#[path = "../fuzz/src/readers.rs"]
mod readers;
#[path = "../fuzz/src/sound.rs"]
mod sound;

use std::fs;
use std::path::Path;

use random::Random;
use readers::Reader;

/// How many changed inputs each reader gets.
const RUNS: usize = 12;

#[test]
fn readers_take_changed_inputs() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    for reader in Reader::ALL {
        let seeds = corpus::seeds(reader);
        let mut random = Random::new(7);
        for run in 0..RUNS {
            println!("{} {run}", reader.code());
            reader.read(&mutate::input(&mut random, reader, &seeds), &scratch.path().join("project"));
        }
    }
}

#[test]
fn readers_take_the_inputs_that_they_start_from() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    for reader in [Reader::Filter, Reader::Value, Reader::Sentence, Reader::Logo, Reader::Template, Reader::Refresh] {
        for seed in corpus::seeds(reader) {
            reader.read(&seed, &scratch.path().join("project"));
        }
    }
}

/// The name of a file begins with its reader.
#[test]
fn what_once_fell_over_no_longer_does() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let files = fs::read_dir(Path::new("fuzz/regressions")).expect("the folder is there");
    let mut files: Vec<_> = files.map(|e| e.expect("readable").path()).collect();
    files.sort();
    for path in files.iter().filter(|p| p.extension().is_none_or(|e| e != "md")) {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let reader = Reader::ALL.into_iter().find(|r| name.split('.').next() == Some(r.code()));
        println!("{name}");
        let input = fs::read(path).expect("readable");
        reader.unwrap_or_else(|| panic!("{name} begins with no reader")).read(&input, &scratch.path().join("project"));
    }
}
