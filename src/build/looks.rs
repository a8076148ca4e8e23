//! Which theme and size a figure has, and whether a theme can be read.

use crate::build::options::Look;
use crate::diag::{Code, Diagnostic, Report, did_you_mean};
use crate::figure::scene::Color;
use crate::project::Project;
use crate::project::config::{Config, OwnTheme};
use crate::project::recipe::Recipe;
use crate::style::{Palette, Shortcoming, Size, alike, contrast};

/// The size of a chart: the one that is asked for, else that of its recipe, else that of the project.
pub(super) fn size(project: &Project, recipe: &Recipe, look: &Look) -> Size {
    look.size.or(recipe.size).unwrap_or(project.config.size)
}

/// The name of the theme of a chart: the one that is asked for, else that of its recipe, else that of the project.
pub(super) fn theme_name<'l>(project: &'l Project, recipe: &'l Recipe, look: &'l Look) -> &'l str {
    let own = recipe.theme.as_ref().or(project.config.theme.as_ref());
    look.theme.as_deref().or(own.map(|theme| theme.value.as_str())).unwrap_or("light")
}

/// The fault of a recipe that names a theme which is not there. Themes that the configuration or the command line name
/// are reported where they stand.
pub(super) fn unknown_theme(project: &Project, recipe: &Recipe, look: &Look) -> Option<Diagnostic> {
    let named = recipe.theme.as_ref().filter(|_| look.theme.is_none())?;
    Some(unknown(&project.config, &named.value).at(named.at))
}

fn unknown(config: &Config, name: &str) -> Diagnostic {
    let fault = Diagnostic::new(Code::UNKNOWN_THEME, format!("there is no theme `{name}`"));
    fault.maybe_hint(did_you_mean(name, config.theme_names()))
}

/// Looks whether the themes of a project can be read, and the colours that it gives to entities.
pub(super) fn check(project: &Project, report: &mut Report) {
    let config = &project.config;
    if let Some(named) = config.theme.as_ref().filter(|t| config.style(&t.value).is_none()) {
        report.push(unknown(config, &named.value).at(named.at));
    }
    for own in config.themes.values() {
        let found = own.style.palette.shortcomings();
        report.extend(found.into_iter().map(|s| theme_fault(own, &s)));
    }
    let name = config.theme.as_ref().map_or("light", |t| t.value.as_str());
    if let Some(style) = config.style(name) {
        entity_colors(project, &style.palette, report);
    }
}

fn theme_fault(own: &OwnTheme, shortcoming: &Shortcoming) -> Diagnostic {
    let name = &own.style.name;
    let of = |i: &usize| format!("series colour {} ({})", i + 1, own.style.palette.series[*i]);
    match shortcoming {
        Shortcoming::Text { what, found } => {
            let message =
                format!("theme `{name}`: `{what}` has a contrast of {found:.1}:1 to the background, less than 4.5:1");
            Diagnostic::new(Code::CONTRAST_TOO_LOW, message).at(own.at)
        }
        Shortcoming::Mark { series, found } => {
            let what = series.as_ref().map_or_else(|name| format!("`{name}`"), of);
            let message =
                format!("theme `{name}`: {what} has a contrast of {found:.1}:1 to the background, less than 3:1");
            Diagnostic::new(Code::CONTRAST_TOO_LOW, message).at(own.at)
        }
        Shortcoming::Alike { series: (a, b), vision, found } => {
            let message = format!(
                "theme `{name}`: {} and {} differ by {found:.1} under {}, less than 5",
                of(a),
                of(b),
                vision.name()
            );
            let hint = "make one of them lighter or darker: lightness is what everyone sees";
            Diagnostic::new(Code::COLORS_ALIKE, message).at(own.at).hint(hint)
        }
    }
}

/// The colours of entities: readable, and apart from those of the other entities of their dataset.
fn entity_colors(project: &Project, palette: &Palette, report: &mut Report) {
    let config = &project.config;
    for (entity, written) in &config.colors {
        let Some(color) = Color::from_hex(&written.value) else { continue };
        let found = contrast(color, palette.background);
        if found < 3.0 {
            let message =
                format!("the colour of `{entity}` has a contrast of {found:.1}:1 to the background, less than 3:1");
            report.push(Diagnostic::new(Code::CONTRAST_TOO_LOW, message).at(written.at).hint("take a darker one"));
        }
    }
    for dataset in &project.datasets {
        let ids: Vec<&str> = dataset.entities.iter().map(|e| e.id.value.as_str()).collect();
        for (i, id) in ids.iter().enumerate() {
            let Some(written) = config.colors.get(*id) else { continue };
            let Some(color) = Color::from_hex(&written.value) else { continue };
            for (j, other) in ids.iter().enumerate().filter(|(j, _)| *j != i) {
                let own = config.colors.get(*other).and_then(|c| Color::from_hex(&c.value));
                // Of two that both have colours of their own, the pair is reported once.
                if own.is_some() && j < i {
                    continue;
                }
                let theirs = own.unwrap_or(palette.series[j % palette.series.len()]);
                if let Some((vision, found)) = alike(color, theirs) {
                    let message = format!(
                        "the colours of `{id}` and `{other}` differ by {found:.1} under {}, less than 5",
                        vision.name()
                    );
                    let hint = "make one of them lighter or darker: lightness is what everyone sees";
                    report.push(Diagnostic::new(Code::COLORS_ALIKE, message).at(written.at).hint(hint));
                }
            }
        }
    }
}
