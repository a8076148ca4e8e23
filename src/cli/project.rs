//! Finding and reading the project that a command is about.

use std::path::{Path, PathBuf};

use citeplot::build::Wanted;
use citeplot::diag::{Report, did_you_mean};
use citeplot::project::{self, Project};

use super::Failure;

/// The folder of the project: the one that was named, else the nearest one upwards with a `config.toml`.
fn root(named: Option<&Path>) -> Result<PathBuf, Failure> {
    let hint = "`citeplot new DIR` makes a small project to start from";
    if let Some(folder) = named {
        return match (folder.is_dir(), folder.join("config.toml").exists()) {
            (false, _) => Err(Failure::new(format!("there is no folder `{}`", folder.display())).hint(hint)),
            (true, false) => Err(Failure::new(format!("there is no config.toml in `{}`", folder.display())).hint(hint)),
            (true, true) => Ok(folder.to_owned()),
        };
    }
    let here = std::env::current_dir()?;
    let found = here.ancestors().find(|f| f.join("config.toml").is_file());
    found.map(Path::to_owned).ok_or_else(|| {
        Failure::new("there is no config.toml here or in any folder above")
            .hint(format!("use -C DIR, or start anew: {hint}"))
    })
}

/// Reads the project.
pub(super) fn read(named: Option<&Path>) -> Result<(Project, Report), Failure> {
    Ok(project::read(&root(named)?))
}

/// Names the first wanted chart or theme that a project does not have, unless a recipe could not be read.
pub(super) fn all_known(project: &Project, report: &Report, wanted: &Wanted) -> Result<(), Failure> {
    let unread = report.has_errors();
    let known = |id: &String| project.recipes.iter().any(|r| r.id == *id);
    if let Some(id) = wanted.only.iter().find(|id| !known(id)).filter(|_| !unread) {
        let failure = Failure::new(format!("there is no chart `{id}`"));
        return Err(match did_you_mean(id, project.recipes.iter().map(|r| r.id.as_str())) {
            Some(hint) => failure.hint(hint),
            None => failure,
        });
    }
    if let Some(theme) = wanted.theme.as_ref().filter(|t| project.config.style(t).is_none() && !unread) {
        let failure = Failure::new(format!("there is no theme `{theme}`"));
        let names = project.config.theme_names();
        return Err(failure.hint(
            did_you_mean(theme, names).unwrap_or_else(|| "light, dark, print, or one of config.toml".to_owned()),
        ));
    }
    Ok(())
}
