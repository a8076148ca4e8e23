//! `citeplot new`.

use std::path::{Path, PathBuf};

use clap::Args;

use citeplot::example;

use super::output::Terminal;
use super::{Failure, Outcome};

/// Make a small project to start from
///
/// It holds two made-up claims and one chart, and checks and builds at once.
#[derive(Debug, Args)]
pub(super) struct New {
    /// The folder; it must not exist yet, or be empty
    directory: PathBuf,
}

impl New {
    pub(super) fn run(self, terminal: &Terminal) -> Result<Outcome, Failure> {
        let root = self.directory.as_path();
        let taken = root.exists() && std::fs::read_dir(root).map_or(true, |mut entries| entries.next().is_some());
        if taken {
            let failure = Failure::new(format!("`{}` exists and is not an empty folder", root.display()));
            return Err(failure.hint("name a folder that does not exist yet"));
        }
        for (name, text) in example::FILES {
            write(root, name, text)?;
        }
        terminal.say(&format!("{} files in `{}`", example::FILES.len(), root.display()));
        terminal.say(&format!("next: citeplot -C {} build", root.display()));
        Ok(Outcome::Fine)
    }
}

fn write(root: &Path, name: &str, text: &str) -> Result<(), Failure> {
    let path = root.join(name);
    let made = path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(&path, text));
    made.map_err(|e| Failure::new(format!("cannot write `{}`: {e}", path.display())))
}
