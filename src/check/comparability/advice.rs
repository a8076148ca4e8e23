//! What to do about a chart that is refused, as lines for its recipe: each of them takes the refusal away.

use crate::model::{Claim, Dataset, Difference, Dimension};
use crate::project::config::Config;
use crate::project::recipe::{Encoding, Panels, Recipe, Rows, SeriesBy};

/// How two claims are in each other's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clash {
    /// They stand in one row, in one colour.
    OneRow,
    /// Their rows look alike, where a colour of their own is no help.
    RowsAlike,
}

/// What there is to say about a chart.
pub(super) struct Advice<'a> {
    pub(super) dataset: &'a Dataset,
    pub(super) recipe: &'a Recipe,
    pub(super) encoding: &'a Encoding,
    pub(super) config: &'a Config,
}

impl Advice<'_> {
    /// What lets two claims stand in spite of a difference: a place of their own for each, fewer claims, or a reason.
    pub(super) fn against(&self, difference: &Difference, kept: &Claim, dropped: &Claim) -> String {
        let mut ways: Vec<String> = match (Dimension::of(difference), difference) {
            (Some(dimension), _) => self.places(dimension, kept, dropped),
            (None, Difference::Polarity(..)) => self.by_polarity().into_iter().collect(),
            (None, _) => Vec::new(),
        };
        ways.push(format!("select fewer claims with `{}`", self.narrower(difference, kept, dropped)));
        let kind = difference.kind();
        if !self.config.never_accept.contains(&kind) {
            let code = kind.code();
            ways.push(format!("state why it may stand: `accept = [{{ differences = [\"{code}\"], reason = \"…\" }}]`"));
        }
        said(&ways)
    }

    /// What sets two claims apart that clash.
    pub(super) fn apart(&self, kept: &Claim, dropped: &Claim, clash: Clash) -> String {
        let mut ways = self.dimensions_between(kept, dropped).first().map_or(Vec::new(), |d| {
            let mut places = self.places(*d, kept, dropped);
            places.retain(|way| clash == Clash::OneRow || !way.contains("series"));
            if places.is_empty() { Vec::new() } else { vec![format!("they differ in {}: {}", d.code(), said(&places))] }
        });
        let statements = self.recipe.kind.traits().rows.special && self.encoding.rows != Rows::Statement;
        if ways.is_empty() && statements && self.differ_as_statements(kept, dropped) {
            ways.push("write `rows = \"statement\"`".to_owned());
        }
        ways.push(format!("select one of the two with `{}`", without(dropped)));
        said(&ways)
    }

    /// The dimensions in which two claims differ and that the chart does not show, the most telling first.
    fn dimensions_between(&self, a: &Claim, b: &Claim) -> Vec<Dimension> {
        let differs = |d: &Dimension| d.id_of(self.dataset, a) != d.id_of(self.dataset, b) && !self.encoding.shows(*d);
        Dimension::ALL.into_iter().rev().filter(differs).collect()
    }

    /// Whether statements of the two would stand in rows of their own: their year and wording tell them apart.
    fn differ_as_statements(&self, a: &Claim, b: &Claim) -> bool {
        let words = |claim: &Claim| {
            let year = self.dataset.date_of(claim).map(|d| d.year);
            self.dataset.response_of(claim).map(|r| (r.statement().get(self.config.locales[0]).to_owned(), year))
        };
        words(a) != words(b)
    }

    /// Lines that give what claims are in a dimension places of their own, where such places are free.
    fn places(&self, dimension: Dimension, kept: &Claim, dropped: &Claim) -> Vec<String> {
        let (kind, wishes, code) = (self.recipe.kind, &self.recipe.wishes, dimension.code());
        let mut ways = Vec::new();
        let spoken_for = self.encoding.shows(dimension)
            || dimension.id_of(self.dataset, kept) == dimension.id_of(self.dataset, dropped);
        if spoken_for {
            return ways;
        }
        if self.encoding.panels == Panels::None && kind.takes_panels(Panels::By(dimension)) {
            ways.push(format!("write `panels = \"{code}\"`"));
        }
        if let (Rows::By(own), true) = (&self.encoding.rows, kind.traits().rows.takes(dimension))
            && let [own] = own.as_slice()
            && kind.traits().rows.takes(*own)
        {
            ways.push(format!("write `rows = [\"{}\", \"{code}\"]`", own.code()));
        }
        if wishes.series.is_none_or(|s| s == SeriesBy::None)
            && self.encoding.series.dimension().is_none()
            && kind.takes_series(SeriesBy::By(dimension))
        {
            ways.push(format!("write `series = \"{code}\"`"));
        }
        ways.truncate(2);
        ways
    }

    fn by_polarity(&self) -> Option<String> {
        let free = self.encoding.panels == Panels::None && self.recipe.kind.takes_panels(Panels::Polarity);
        free.then(|| "write `panels = \"polarity\"`".to_owned())
    }

    /// A condition that keeps one of two claims that differ, with all that are like it.
    fn narrower(&self, difference: &Difference, kept: &Claim, dropped: &Claim) -> String {
        let id = |id: Option<&str>| id.map_or_else(|| "none".to_owned(), |id| format!("\"{id}\""));
        match difference {
            Difference::Unit(..) => format!("and unit = \"{}\"", kept.unit.code()),
            Difference::Question(..) | Difference::Scale(..) if kept.question.value != dropped.question.value => {
                format!("and question_id = \"{}\"", kept.question.value)
            }
            Difference::Response(..) => format!("and response = \"{}\"", kept.response.value),
            Difference::Group(..) => format!("and group = {}", id(kept.group.as_ref().map(|g| g.value.as_str()))),
            Difference::Polarity(..) => format!("and polarity = \"{}\"", self.dataset.polarity_of(kept).code()),
            Difference::Survey(..) | Difference::Wave(..) | Difference::Place(..) | Difference::Method(..)
                if kept.survey.as_ref().map(|s| &s.value) != dropped.survey.as_ref().map(|s| &s.value) =>
            {
                format!("and survey_id = {}", id(kept.survey.as_ref().map(|s| s.value.as_str())))
            }
            Difference::Base(..) if kept.base.is_none() && kept.group.is_none() => "and base = none".to_owned(),
            Difference::Base(..)
            | Difference::Wording(..)
            | Difference::Question(..)
            | Difference::Scale(..)
            | Difference::Survey(..)
            | Difference::Wave(..)
            | Difference::Place(..)
            | Difference::Method(..) => without(dropped),
        }
    }
}

/// A condition that leaves one claim out.
pub(super) fn without(claim: &Claim) -> String {
    format!("and claim_id != \"{}\"", claim.id.value)
}

/// Some ways, the last one joined by "or".
fn said(ways: &[String]) -> String {
    match ways {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{}, or {last}", first.join(", ")),
    }
}
