//! Long times between the waves of a trend, where a line would say more than is known.

use crate::figure::data::{Cell, Join, Mark, Panel};
use crate::project::recipe::Gaps;

/// How many times the usual time is long. Fieldwork moves by some days from wave to wave, so a wave that is left out, which
/// doubles the time, is not long yet.
const LONG: f64 = 2.1;

/// Draws lines across long times as the recipe says. The usual time between waves is the median of all that the lines of
/// the chart have, the lesser one of two in the middle; with one such time alone none is long.
pub(super) fn mark(panels: &mut [Panel], gaps: Gaps) {
    let join = match gaps {
        Gaps::Line => return,
        Gaps::Dashed => Join::Dashed,
        Gaps::Break => Join::Gap,
    };
    let mut times: Vec<f64> = Vec::new();
    each_step(panels, |step, _| times.push(step));
    times.sort_by(f64::total_cmp);
    if times.len() < 2 {
        return;
    }
    let usual = times[(times.len() - 1) / 2];
    each_step(panels, |step, mark| {
        if step > usual * LONG && mark.join == Join::Line {
            mark.join = join;
        }
    });
}

/// Every wave that follows another one on a line, with the years between the two.
fn each_step(panels: &mut [Panel], mut look: impl FnMut(f64, &mut Mark)) {
    for row in panels.iter_mut().flat_map(|p| &mut p.rows) {
        let mut before: Option<(usize, f64)> = None;
        for cell in &mut row.cells {
            let Cell::Mark(mark) = cell else { continue };
            let Some(time) = mark.time else { continue };
            if let Some((_, earlier)) = before.filter(|(series, _)| *series == mark.series) {
                look(time - earlier, mark);
            }
            before = Some((mark.series, time));
        }
    }
}
