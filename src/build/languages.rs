//! Which languages a chart is drawn in.

use crate::build::BuildOptions;
use crate::diag::{Code, Diagnostic, Report};
use crate::model::Locale;
use crate::project::Project;
use crate::project::recipe::Recipe;

/// The languages in which a build draws a chart: those that are asked for, else those of the project that its recipe does
/// not leave out. Of languages that are asked for of all charts, a chart is drawn in those that it has; of one that is asked
/// for by name it is told when it has not.
pub(super) fn wanted(project: &Project, recipe: &Recipe, options: &BuildOptions) -> Vec<Locale> {
    if options.locales.is_empty() {
        return project.locales_of(recipe);
    }
    let named = options.only.contains(&recipe.id);
    options.locales.iter().copied().filter(|locale| named || recipe.speaks(*locale)).collect()
}

/// The fault of a chart that is asked for in a language that it is not drawn in; none when it is.
pub(super) fn left_out(project: &Project, recipe: &Recipe, locale: Locale) -> Option<Diagnostic> {
    let own = recipe.locales.as_ref().filter(|_| !recipe.speaks(locale))?;
    let tags: Vec<String> = project.locales_of(recipe).iter().map(|l| format!("`{l}`")).collect();
    let message = format!("the chart `{}` is not drawn in `{locale}`: its recipe names {}", recipe.id, tags.join(", "));
    let hint = format!("name `{locale}` in the `locales` of the chart, or ask for one of its languages with --locale");
    Some(Diagnostic::new(Code::CHART_NOT_IN_LANGUAGE, message).at(own.at).hint(hint))
}

/// Reports every language of a chart that the project does not have.
pub(super) fn check(project: &Project, report: &mut Report) {
    let all = &project.config.locales;
    for recipe in &project.recipes {
        let named = recipe.locales.iter().flat_map(|own| &own.value);
        for locale in named.filter(|locale| !all.contains(&locale.value)) {
            let tags: Vec<String> = all.iter().map(|l| format!("`{l}`")).collect();
            let message = format!("the project has no figures in `{}`", locale.value);
            let hint = format!("its languages are {}: add this one to `locales` in config.toml", tags.join(", "));
            report.push(Diagnostic::new(Code::CHART_NOT_IN_LANGUAGE, message).at(locale.at).hint(hint));
        }
    }
}
