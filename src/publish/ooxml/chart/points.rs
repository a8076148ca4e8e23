//! The points of a chart: runs of them, and their reach.

use crate::figure::Mark;

/// A point of a series: its place among the categories, its value.
pub(crate) type Points<'a> = Vec<(usize, &'a Mark)>;

/// How far a value reaches below the number that stands for it.
pub(crate) fn minus(value: &Mark) -> f64 {
    tidy(value.value - value.low())
}

/// How far it reaches above; to the end of the percentages where nothing bounds it.
pub(crate) fn plus(value: &Mark) -> f64 {
    tidy(value.high().unwrap_or(value.value) - value.value)
}

pub(crate) fn tidy(value: f64) -> f64 {
    ((value * 1e6).round() / 1e6).max(0.0)
}

pub(crate) fn cells(points: &Points<'_>, rows: usize, of: fn(&Mark) -> f64) -> Vec<Option<f64>> {
    let mut cells = vec![None; rows];
    for (place, value) in points {
        cells[*place] = Some(of(value));
    }
    cells
}

/// The points of a line in runs that may be joined.
pub(crate) fn runs<'a>(points: &Points<'a>) -> Vec<Points<'a>> {
    let mut runs: Vec<Points<'a>> = Vec::new();
    for (place, value) in points {
        match runs.last_mut().filter(|_| value.joined) {
            Some(run) => run.push((*place, value)),
            None => runs.push(vec![(*place, value)]),
        }
    }
    runs
}

/// The distance of ticks: that of the dates, where they are evenly spread.
pub(crate) fn step(dates: &[(i64, String)]) -> i64 {
    let gaps: Vec<i64> = dates.windows(2).map(|p| p[1].0 - p[0].0).filter(|g| *g > 0).collect();
    gaps.iter().min().copied().unwrap_or(1)
}
