//! The command line: arguments, terminal, exit codes, and all writing of files.

mod against;
mod audit;
mod build;
mod check;
mod cite;
mod columns;
mod compare;
mod completions;
mod deck;
mod draft;
mod embed;
mod export;
mod fmt;
mod leftovers;
mod list;
mod lock;
mod new;
mod output;
mod own_file;
mod progress;
mod project;
mod refresh;
mod scan;
mod scanned;
mod show;
mod stamp;
mod trace;
mod words;
mod write;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

use citeplot::diag::Code;
use output::Terminal;

/// Cited numbers in, defensible figures out.
///
/// citeplot keeps the quantitative claims of papers as TOML records, checks them, and draws comparative figures that
/// carry their sources. Start with `citeplot new DIR`, then run `citeplot build` in that folder.
#[derive(Debug, Parser)]
#[command(name = "citeplot", version, arg_required_else_help = true, max_term_width = 100)]
struct Cli {
    /// The folder of the project, the one with its config.toml [default: the nearest one upwards]
    #[arg(short = 'C', value_name = "DIR", global = true)]
    directory: Option<PathBuf>,
    /// Say nothing but errors
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Whether to colour what is said; NO_COLOR in the environment turns `auto` off
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto", global = true)]
    color: ColorChoice,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ColorChoice {
    /// On a terminal
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    Audit(audit::AuditArgs),
    Build(build::Build),
    Check(check::Check),
    Cite(cite::Cite),
    Compare(compare::Compare),
    Export(export::Export),
    Fmt(fmt::Fmt),
    Deck(deck::Deck),
    Embed(embed::Embed),
    List(list::List),
    Scan(scan::Scan),
    Show(show::Show),
    Trace(trace::Trace),
    New(new::New),
    Completions(completions::Completions),
}

/// How a command ended.
enum Outcome {
    /// Fine: exit code 0.
    Fine,
    /// The project has faults, or a figure is stale: exit code 1.
    Faults,
    /// Some of it could not run, which was said already: exit code 2.
    Failed,
}

/// Why a command could not run: exit code 2.
#[derive(Debug)]
struct Failure {
    code: Option<&'static Code>,
    message: String,
    hint: Option<String>,
}

impl Failure {
    fn new(message: impl Into<String>) -> Self {
        Self { code: None, message: message.into(), hint: None }
    }

    fn code(mut self, code: &'static Code) -> Self {
        self.code = Some(code);
        self
    }

    /// The same, about one of several files.
    fn about(mut self, file: &std::path::Path) -> Self {
        self.message = format!("{}: {}", file.display(), self.message);
        self
    }

    fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::new(error.to_string())
    }
}

impl From<citeplot::build::RenderError> for Failure {
    fn from(error: citeplot::build::RenderError) -> Self {
        Self::new(error.to_string())
    }
}

/// Runs the program.
pub(crate) fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let failed = error.use_stderr();
            // A closed pipe is the reader's choice, not a fault.
            error.print().ok();
            return if failed { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    let terminal = Terminal::new(cli.quiet, cli.color);
    let directory = cli.directory.as_deref();
    let outcome = match cli.command {
        Command::Audit(command) => command.run(directory, &terminal),
        Command::Build(command) => command.run(directory, &terminal),
        Command::Check(command) => command.run(directory, &terminal),
        Command::Cite(command) => command.run(directory, &terminal),
        Command::Compare(command) => command.run(directory, &terminal),
        Command::Export(command) => command.run(directory, &terminal),
        Command::Fmt(command) => command.run(directory, &terminal),
        Command::Deck(command) => command.run(directory, &terminal),
        Command::Embed(command) => command.run(directory, &terminal),
        Command::List(command) => command.run(directory, &terminal),
        Command::Scan(command) => command.run(directory, &terminal),
        Command::Show(command) => command.run(directory, &terminal),
        Command::Trace(command) => command.run(directory, &terminal),
        Command::New(command) => command.run(&terminal),
        Command::Completions(command) => command.run(directory, Cli::command()),
    };
    match outcome {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Faults) => ExitCode::from(1),
        Ok(Outcome::Failed) => ExitCode::from(2),
        Err(failure) => {
            terminal.failure(&failure);
            ExitCode::from(2)
        }
    }
}
