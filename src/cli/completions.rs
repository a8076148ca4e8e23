//! `citeplot completions`.

use clap::Args;
use clap_complete::Shell;

use super::output;
use super::{Failure, Outcome};

/// Print the completion script of a shell
///
/// For example: citeplot completions bash > ~/.local/share/bash-completion/completions/citeplot
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self, command: &mut clap::Command) -> Result<Outcome, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, command, "citeplot", &mut script);
        output::data(&String::from_utf8_lossy(&script))?;
        Ok(Outcome::Fine)
    }
}
