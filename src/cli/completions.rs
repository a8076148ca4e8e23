//! `citeplot completions`.

use std::path::Path;

use clap::Args;
use clap::builder::PossibleValuesParser;
use clap_complete::Shell;

use super::{Failure, Outcome};
use super::{output, project};

/// Print the completion script of a shell
///
/// In a project, the script also knows its themes. For example: citeplot completions bash > ~/.local/share/bash-completion/completions/citeplot
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self, directory: Option<&Path>, command: clap::Command) -> Result<Outcome, Failure> {
        let mut command = with_themes(command, directory);
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, "citeplot", &mut script);
        output::data(&String::from_utf8_lossy(&script))?;
        Ok(Outcome::Fine)
    }
}

/// Lets `--theme` complete the themes of the project too, when there is one.
fn with_themes(command: clap::Command, directory: Option<&Path>) -> clap::Command {
    let Ok(project) = project::read(directory) else { return command };
    let names: Vec<String> = project.config.theme_names().map(str::to_owned).collect();
    command.mut_subcommand("build", |build| {
        build.mut_arg("theme", |theme| theme.value_parser(PossibleValuesParser::new(names)))
    })
}
