//! What stands where in a chart: which dimension its rows, its series and its panels show.

use std::collections::BTreeMap;
use std::fmt;

use crate::model::Dimension;
use crate::project::recipe::ChartKind;

/// What a row of the chart is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Rows {
    /// An answer to a question in a survey; its whole statement stands before the row, with the year.
    Statement,
    /// What claims are in one dimension, or in two, the outer one first.
    By(Vec<Dimension>),
}

impl Rows {
    /// The word of recipes for rows of statements.
    pub const STATEMENT: &'static str = "statement";

    /// The dimensions; none for statements.
    pub fn dimensions(&self) -> &[Dimension] {
        match self {
            Self::Statement => &[],
            Self::By(dimensions) => dimensions,
        }
    }
}

impl fmt::Display for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Statement => f.write_str(Self::STATEMENT),
            Self::By(dimensions) => {
                let words: Vec<&str> = dimensions.iter().map(|d| d.code()).collect();
                f.write_str(&words.join(" and "))
            }
        }
    }
}

/// What colour, or a line of a trend, tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SeriesBy {
    /// Nothing: all marks have one colour.
    None,
    /// What claims are in a dimension.
    By(Dimension),
}

impl SeriesBy {
    /// The dimension, if any.
    pub fn dimension(self) -> Option<Dimension> {
        match self {
            Self::None => None,
            Self::By(dimension) => Some(dimension),
        }
    }

    /// The word of recipes.
    pub fn code(self) -> &'static str {
        self.dimension().map_or("none", Dimension::code)
    }
}

/// What parts the chart into panels, each with an axis of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Panels {
    /// One panel.
    None,
    /// A panel for answers that speak for, one for neutral ones, one for those that speak against.
    Polarity,
    /// A panel for each of what claims are in a dimension.
    By(Dimension),
}

impl Panels {
    /// The dimension, if any.
    pub fn dimension(self) -> Option<Dimension> {
        match self {
            Self::None | Self::Polarity => None,
            Self::By(dimension) => Some(dimension),
        }
    }

    /// The word of recipes.
    pub fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Polarity => "polarity",
            Self::By(dimension) => dimension.code(),
        }
    }
}

/// What a recipe says of where things stand; what it leaves out follows from the claims.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// What a row is.
    pub rows: Option<Rows>,
    /// What colour tells apart.
    pub series: Option<SeriesBy>,
    /// What a panel is.
    pub panels: Option<Panels>,
}

/// What stands where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// What a row is.
    pub rows: Rows,
    /// What colour, or a line of a trend, tells apart.
    pub series: SeriesBy,
    /// What a panel is.
    pub panels: Panels,
    /// Whether the horizontal axis is time, so that waves stand side by side.
    pub time: bool,
}

impl Default for Encoding {
    /// Rows of statements, one series, one panel.
    fn default() -> Self {
        Self { rows: Rows::Statement, series: SeriesBy::None, panels: Panels::None, time: false }
    }
}

/// The most series that colours can tell apart.
pub const MOST_SERIES: usize = 6;

/// How many different values the claims of a chart have in each dimension.
pub type Counts = BTreeMap<Dimension, usize>;

impl Encoding {
    /// Completes what a recipe says by what varies among its claims:
    ///
    /// 1. On cards and in tables a row is a statement, and colour tells subjects apart.
    /// 2. In charts of parts colour tells answers apart; in all others subjects, as long as there are two to six of them,
    ///    else the next dimension of which that is true and which leaves another one for the rows.
    /// 3. Rows are what varies besides, at most two dimensions; answers when nothing does. Time is no row where it is the axis.
    /// 4. A dimension that is left over parts the chart into panels.
    pub fn of(kind: ChartKind, wishes: &Wishes, counts: &Counts) -> Self {
        let time = kind.has_waves();
        if wishes.rows.is_none() && kind.traits().statements || wishes.rows == Some(Rows::Statement) {
            let series = wishes.series.unwrap_or(SeriesBy::By(Dimension::Subject));
            return Self { rows: Rows::Statement, series, panels: wishes.panels.unwrap_or(Panels::None), time };
        }
        let mut open = varying(counts, time);
        let mut take = |dimension: Option<Dimension>| open.retain(|d| Some(*d) != dimension);
        take(wishes.panels.and_then(Panels::dimension));
        take(wishes.series.and_then(SeriesBy::dimension));
        for dimension in wishes.rows.iter().flat_map(Rows::dimensions) {
            take(Some(*dimension));
        }
        let series = wishes.series.unwrap_or_else(|| default_series(kind, wishes, counts, &open));
        open.retain(|d| Some(*d) != series.dimension());
        let rows = wishes.rows.clone().unwrap_or_else(|| default_rows(kind, series, &open));
        open.retain(|d| !rows.dimensions().contains(d));
        // A question is told by its answers, and a wish for one panel is a wish.
        let left = open.iter().copied().find(|d| *d != Dimension::Question && *d != Dimension::Response);
        let panels =
            wishes.panels.unwrap_or_else(|| left.filter(|_| wishes.rows.is_none()).map_or(Panels::None, Panels::By));
        Self { rows, series, panels, time }
    }

    /// Whether the chart shows a dimension: whether claims that differ in it stand side by side because of that.
    pub fn shows(&self, dimension: Dimension) -> bool {
        let by_panel = self.panels.dimension() == Some(dimension);
        self.rows.dimensions().contains(&dimension)
            || self.series.dimension() == Some(dimension)
            || by_panel
            || (self.time && dimension == Dimension::Wave)
    }
}

/// The dimensions in which claims differ and that may stand side by side unasked. Different surveys may not: what keeps
/// them apart is for the gate to say, unless the recipe names them.
fn varying(counts: &Counts, time: bool) -> Vec<Dimension> {
    let several = |d: Dimension| counts.get(&d).is_some_and(|n| *n > 1);
    let varies = |d: &Dimension| match d {
        Dimension::Survey => false,
        Dimension::Wave => several(*d) && !time,
        Dimension::Question | Dimension::Response | Dimension::Subject | Dimension::Group | Dimension::Place => {
            several(*d)
        }
    };
    Dimension::ALL.into_iter().filter(varies).collect()
}

/// What colour tells apart when the recipe does not say.
fn default_series(kind: ChartKind, wishes: &Wishes, counts: &Counts, open: &[Dimension]) -> SeriesBy {
    let by_subject = wishes.rows.as_ref().is_some_and(|r| r.dimensions().contains(&Dimension::Subject));
    if kind.has_parts() || (by_subject && open.contains(&Dimension::Response)) {
        return SeriesBy::By(Dimension::Response);
    }
    // Rows that name everything that varies leave nothing for colour.
    if by_subject && open.is_empty() {
        return SeriesBy::None;
    }
    let few = |d: Dimension| counts.get(&d).is_some_and(|n| (2..=MOST_SERIES).contains(n));
    if open.contains(&Dimension::Subject) && few(Dimension::Subject) {
        return SeriesBy::By(Dimension::Subject);
    }
    // What names a row has no need of a colour, so one dimension has to be left for the rows; a line needs both.
    let spare = wishes.rows.is_some() || kind.has_waves() || open.len() > 1;
    let next = [Dimension::Group, Dimension::Place, Dimension::Wave, Dimension::Response];
    let next = next.into_iter().find(|d| spare && open.contains(d) && few(*d));
    match (next, counts.get(&Dimension::Subject).is_some_and(|n| *n > MOST_SERIES)) {
        (Some(dimension), _) => SeriesBy::By(dimension),
        (None, true) => SeriesBy::None,
        // A single subject keeps its own colour.
        (None, false) => SeriesBy::By(Dimension::Subject),
    }
}

/// What a row is when the recipe does not say.
fn default_rows(kind: ChartKind, series: SeriesBy, open: &[Dimension]) -> Rows {
    let mut rows: Vec<Dimension> = open.iter().copied().filter(|d| *d != Dimension::Question).take(2).collect();
    if rows.is_empty() {
        rows.push(match (kind.has_parts(), series.dimension()) {
            (true, _) | (false, Some(Dimension::Response)) => Dimension::Subject,
            (false, _) => Dimension::Response,
        });
    }
    Rows::By(rows)
}

#[cfg(test)]
mod tests {
    use super::{Counts, Encoding, Panels, Rows, SeriesBy, Wishes};
    use crate::model::Dimension::{self, Group, Place, Question, Response, Subject, Survey, Wave};
    use crate::project::recipe::ChartKind;

    fn chosen(kind: ChartKind, counts: &[(Dimension, usize)]) -> (String, &'static str, &'static str) {
        let encoding = Encoding::of(kind, &Wishes::default(), &counts.iter().copied().collect::<Counts>());
        (encoding.rows.to_string(), encoding.series.code(), encoding.panels.code())
    }

    fn told(rows: &str, series: &'static str, panels: &'static str) -> (String, &'static str, &'static str) {
        (rows.to_owned(), series, panels)
    }

    #[test]
    fn two_subjects_stand_side_by_side_in_rows_of_answers() {
        assert_eq!(chosen(ChartKind::Bar, &[(Subject, 2), (Response, 1)]), told("response", "subject", "none"));
        assert_eq!(chosen(ChartKind::Bar, &[(Subject, 2), (Response, 3)]), told("response", "subject", "none"));
    }

    #[test]
    fn many_subjects_are_rows() {
        assert_eq!(chosen(ChartKind::Bar, &[(Subject, 15), (Response, 1)]), told("subject", "none", "none"));
    }

    #[test]
    fn groups_are_rows_alone_and_series_beside_answers() {
        assert_eq!(chosen(ChartKind::Bar, &[(Group, 3)]), told("group", "subject", "none"));
        assert_eq!(chosen(ChartKind::Dot, &[(Group, 2), (Response, 3)]), told("response", "group", "none"));
    }

    #[test]
    fn surveys_stand_side_by_side_only_when_the_recipe_says_so() {
        assert_eq!(chosen(ChartKind::Bar, &[(Survey, 7), (Place, 7)]), told("place", "subject", "none"));
        assert_eq!(chosen(ChartKind::Bar, &[(Survey, 3)]), told("response", "subject", "none"));
    }

    #[test]
    fn parts_stand_in_rows_of_what_varies_besides() {
        assert_eq!(
            chosen(ChartKind::Stacked, &[(Response, 3), (Wave, 5), (Survey, 5)]),
            told("wave", "response", "none")
        );
        assert_eq!(chosen(ChartKind::Stacked, &[(Response, 3)]), told("subject", "response", "none"));
        assert_eq!(
            chosen(ChartKind::Stacked, &[(Response, 3), (Subject, 2), (Wave, 2)]),
            told("subject and wave", "response", "none")
        );
    }

    #[test]
    fn lines_of_a_trend_are_what_varies_besides_time() {
        assert_eq!(
            chosen(ChartKind::Trend, &[(Wave, 5), (Survey, 5), (Response, 3)]),
            told("subject", "response", "none")
        );
        assert_eq!(chosen(ChartKind::Trend, &[(Wave, 5), (Survey, 5), (Group, 2)]), told("response", "group", "none"));
    }

    #[test]
    fn what_is_left_over_parts_the_chart() {
        let counts = [(Subject, 2), (Response, 3), (Group, 2), (Wave, 2), (Survey, 2), (Question, 1)];
        assert_eq!(chosen(ChartKind::Bar, &counts), told("response and group", "subject", "wave"));
    }

    #[test]
    fn what_a_recipe_says_is_kept() {
        let wishes = Wishes { rows: Some(Rows::By(vec![Subject])), ..Wishes::default() };
        let encoding = Encoding::of(ChartKind::Bar, &wishes, &[(Subject, 2), (Response, 3)].into_iter().collect());
        assert_eq!((encoding.series, encoding.panels), (SeriesBy::By(Response), Panels::None));
        assert!(encoding.shows(Subject) && encoding.shows(Response) && !encoding.shows(Wave));
    }
}
