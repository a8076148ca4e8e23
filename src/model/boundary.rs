//! Where parts of a whole meet when they stand one behind the other.
//!
//! The place between two parts is an interval: what the parts before it allow, cut with what the parts behind it allow.
//! With about 45, about 45 and exactly 10 percent, the first two meet between 43 and 47, and the last begins at 90, since
//! nothing else brings the three to 100.

use crate::model::Share;
use crate::model::whole::WHOLE;

/// A place between two parts, in percent of the whole from its start: every value that the hedges of all parts allow.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Boundary {
    /// The least.
    pub low: f64,
    /// The greatest.
    pub high: f64,
}

impl Boundary {
    /// Whether only one place is possible.
    pub fn is_known(&self) -> bool {
        self.high - self.low < 1e-9
    }
}

/// A stretch of which it is not known to which part it belongs, in percent of the whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// The parts that can be there, two or more, in their order; the number of all parts stands for what lies behind the
    /// last one.
    pub parts: Vec<usize>,
}

/// Parts of a whole one behind the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Whole {
    /// Where the first part starts and where each part ends.
    boundaries: Vec<Boundary>,
    rest: Option<Share>,
}

impl Whole {
    /// Parts that together are one whole, with the rest that the source does not report behind the last of them.
    ///
    /// They add up to 100, or, where no reading of their hedges does, to what comes nearest to it. A row of which even that
    /// is more than rounding away from 100 is no whole ([`Share::exceeds_whole`]). Printed shares that add up to 99 or 101
    /// are as usual as those that add up to 100, so what the others leave of 100 does not make a hedged part exact: with 49,
    /// 19, 12 and 12 percent, "about 7" ends between 97 and 101.
    ///
    /// ```
    /// use citeplot::model::{Boundary, Share, Whole};
    /// let about_45 = Share { low: 43.0, high: 47.0, stated: 45.0, rounding: 0.5 };
    /// let ten = Share { low: 10.0, high: 10.0, stated: 10.0, rounding: 0.5 };
    /// let whole = Whole::of(&[about_45, about_45, ten]);
    /// assert_eq!(whole.end(0), Boundary { low: 43.0, high: 47.0 });
    /// assert_eq!(whole.end(1), Boundary { low: 90.0, high: 90.0 });
    /// assert_eq!(whole.sure(2), Some((90.0, 100.0)));
    /// ```
    pub fn of(parts: &[Share]) -> Self {
        let all: Share = parts.iter().copied().sum();
        let rest = all.rest();
        // With a rest every reading adds up to 100.
        let total = match rest {
            Some(_) => Boundary { low: WHOLE, high: WHOLE },
            None => total(parts, all),
        };
        let behind = rest.unwrap_or_default();
        Self { boundaries: boundaries(parts, behind, total), rest }
    }

    /// Parts that start a whole, with other parts of it elsewhere: one side of a diverging bar. Behind the last can be
    /// anything, so only 100 percent are a limit; what the others leave of them, where a wording sets no upper end itself
    /// ("at least 36").
    ///
    /// ```
    /// use citeplot::model::{Boundary, Share, Whole};
    /// let at_least_36 = Share { low: 36.0, high: 100.0, stated: 36.0, rounding: 0.5 };
    /// let others = [31.0, 28.0].map(|n| Share { low: n, high: n, stated: n, rounding: 0.5 });
    /// assert_eq!(Whole::side(&[at_least_36], &others).last(), Boundary { low: 36.0, high: 41.0 });
    /// ```
    pub fn side(parts: &[Share], others: &[Share]) -> Self {
        let all: Share = parts.iter().copied().sum();
        let elsewhere: Share = others.iter().copied().sum();
        let open_ended = parts.iter().any(|part| part.high >= WHOLE);
        let left = if open_ended { WHOLE - elsewhere.low } else { WHOLE };
        let total = left.max(all.low);
        let behind = Share { high: total, ..Share::default() };
        let total = Boundary { low: total, high: total };
        Self { boundaries: boundaries(parts, behind, total), rest: Some(behind) }
    }

    /// How many parts there are, the rest left aside.
    pub fn len(&self) -> usize {
        self.boundaries.len() - 1
    }

    /// Whether there is no part.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where a part begins.
    pub fn start(&self, part: usize) -> Boundary {
        self.boundaries[part]
    }

    /// Where a part ends.
    pub fn end(&self, part: usize) -> Boundary {
        self.boundaries[part + 1]
    }

    /// Where the last part ends; 0 when there is none.
    pub fn last(&self) -> Boundary {
        self.boundaries.last().copied().unwrap_or_default()
    }

    /// What the source does not report; of a side, all that can lie behind it.
    pub fn rest(&self) -> Option<Share> {
        self.rest
    }

    /// From where to where a part is for certain; none when its place is too little known.
    pub fn sure(&self, part: usize) -> Option<(f64, f64)> {
        let (from, to) = (self.start(part).high, self.end(part).low);
        (to - from > 1e-9).then_some((from, to))
    }

    /// From where to where a part can be.
    pub fn reach(&self, part: usize) -> (f64, f64) {
        (self.start(part).low, self.end(part).high)
    }

    /// The stretches of which it is not known to which part they belong, from left to right.
    pub fn zones(&self) -> Vec<Zone> {
        let mut places: Vec<f64> = self.boundaries.iter().flat_map(|b| [b.low, b.high]).collect();
        places.sort_by(f64::total_cmp);
        let can_be = |part: &usize, from: f64, to: f64| match *part < self.len() {
            true => self.reach(*part).0 <= from && self.reach(*part).1 >= to,
            false => self.last().low <= from,
        };
        let zone = |ends: &[f64]| {
            let (from, to) = (ends[0], ends[1]);
            let parts: Vec<usize> = (0..=self.len()).filter(|part| can_be(part, from, to)).collect();
            (to - from > 1e-9 && parts.len() > 1).then_some(Zone { from, to, parts })
        };
        places.windows(2).filter_map(zone).collect()
    }
}

/// What parts that fill a whole add up to: 100, or what comes nearest to it, and as much less or more as it takes for no
/// part to lose what its wording allows. What a hedge rule allows is kept whole; a bound of the source itself ("less than
/// 10") is cut by what the other parts leave, give or take the rounding of all.
fn total(parts: &[Share], all: Share) -> Boundary {
    let nearest = WHOLE.clamp(all.low, all.high);
    let mut total = Boundary { low: nearest, high: nearest };
    for part in parts.iter().filter(|part| part.high > part.low) {
        let slack = if part.stated > part.low { f64::INFINITY } else { all.rounding };
        let with_least = part.low + all.high - part.high;
        let with_most = part.high + all.low - part.low;
        total.low = total.low.min(with_least.max(WHOLE - slack));
        total.high = total.high.max(with_most.min(WHOLE + slack));
    }
    total
}

/// Where the first of `parts` starts and where each ends, when they and what lies behind them add up to `total`.
fn boundaries(parts: &[Share], behind: Share, total: Boundary) -> Vec<Boundary> {
    let mut found = vec![Boundary::default()];
    for at in 1..=parts.len() {
        let before: Share = parts[..at].iter().copied().sum();
        let after: Share = parts[at..].iter().copied().chain([behind]).sum();
        found.push(Boundary {
            low: before.low.max(total.low - after.high),
            high: before.high.min(total.high - after.low),
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Boundary, Whole, Zone, total};
    use crate::model::Share;
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    fn exact(value: f64) -> Share {
        Share { low: value, high: value, stated: value, rounding: 0.5 }
    }

    fn about(value: f64) -> Share {
        Share { low: value - 2.0, high: value + 2.0, ..exact(value) }
    }

    fn between(low: f64, high: f64) -> Share {
        Share { low, high, stated: low, rounding: 0.5 }
    }

    fn ends(whole: &Whole) -> Vec<(f64, f64)> {
        (0..whole.len()).map(|i| (whole.end(i).low, whole.end(i).high)).collect()
    }

    #[test]
    fn hedges_that_could_exceed_the_whole_bound_each_other() {
        let whole = Whole::of(&[about(28.0), about(26.0), exact(46.0)]);
        assert_eq!(ends(&whole), [(26.0, 30.0), (54.0, 54.0), (100.0, 100.0)]);
        assert_eq!(whole.zones().len(), 1);
        assert_eq!(whole.zones()[0].parts, [0, 1]);
    }

    #[test]
    fn an_exact_part_between_hedged_ones_is_sure_only_where_it_always_is() {
        let whole = Whole::of(&[about(45.0), exact(10.0), about(45.0)]);
        assert_eq!(ends(&whole), [(43.0, 47.0), (53.0, 57.0), (100.0, 100.0)]);
        assert_eq!(whole.sure(1), Some((47.0, 53.0)));
        assert_eq!(whole.reach(1), (43.0, 57.0));
    }

    #[test]
    fn exact_parts_keep_their_widths_where_rounding_moves_the_sum() {
        assert_eq!(
            ends(&Whole::of(&[exact(33.0), exact(33.0), exact(35.0)])),
            [(33.0, 33.0), (66.0, 66.0), (101.0, 101.0)]
        );
        assert_eq!(ends(&Whole::of(&[exact(33.0), exact(66.0)])), [(33.0, 33.0), (99.0, 99.0)]);
    }

    #[test]
    fn what_the_others_leave_makes_no_hedge_a_fact() {
        // 92 and about 7: nothing says 8, and other rows of the same table add up to 99.
        let whole = Whole::of(&[exact(49.0), exact(19.0), exact(12.0), exact(12.0), about(7.0)]);
        assert_eq!((whole.sure(4), whole.reach(4)), (Some((92.0, 97.0)), (92.0, 101.0)));
        assert_eq!(whole.zones(), [Zone { from: 97.0, to: 101.0, parts: vec![4, 5] }]);
        // In the middle of its row, too.
        let whole = Whole::of(&[exact(60.0), about(25.0), exact(14.0)]);
        assert_eq!(ends(&whole), [(60.0, 60.0), (83.0, 87.0), (97.0, 101.0)]);
        // Two that leave each other all that their hedges allow stay within 100.
        let whole = Whole::of(&[about(47.0), exact(6.0), about(46.0)]);
        assert_eq!(ends(&whole), [(45.0, 49.0), (51.0, 55.0), (99.0, 100.0)]);
    }

    #[test]
    fn a_bound_is_cut_by_what_the_others_leave_but_for_their_rounding() {
        let whole = Whole::of(&[exact(62.0), exact(34.0), between(4.0, 20.0)]);
        assert_eq!(ends(&whole), [(62.0, 62.0), (96.0, 96.0), (100.0, 101.5)]);
    }

    #[test]
    fn a_rest_stands_behind_the_last_part() {
        let whole = Whole::of(&[about(55.0), exact(25.0)]);
        assert_eq!(ends(&whole), [(53.0, 57.0), (78.0, 82.0)]);
        let parts: Vec<_> = whole.zones().into_iter().map(|z| z.parts).collect();
        assert_eq!(parts, [vec![0, 1], vec![1, 2]]);
        // More than 80 percent and exactly 10: nobody knows whether anything is left.
        let whole = Whole::of(&[between(80.0, 100.0), exact(10.0)]);
        assert_eq!(ends(&whole), [(80.0, 90.0), (90.0, 100.0)]);
    }

    #[test]
    fn a_side_is_cut_by_nothing_but_the_whole() {
        assert_eq!(ends(&Whole::side(&[about(19.0)], &[])), [(17.0, 21.0)]);
        assert_eq!(ends(&Whole::side(&[between(50.0, 100.0), about(30.0)], &[])), [(50.0, 72.0), (78.0, 100.0)]);
        assert_eq!(Whole::side(&[], &[]).last(), Boundary::default());
    }

    /// A part by its kind and number.
    fn part() -> impl Strategy<Value = Share> {
        (0u8..5, 0u32..48, 1u32..40).prop_map(|(kind, low, more)| {
            let (low, high) = (f64::from(low), f64::from(low + more));
            match kind {
                0 | 1 => exact(low),
                2 | 3 => Share { low: (low - 2.0).max(0.0), ..about(low) },
                _ => between(low, high),
            }
        })
    }

    /// Parts with the place of each between its least and its greatest value, 0 to 1.
    fn reading() -> impl Strategy<Value = Vec<(Share, f64)>> {
        proptest::collection::vec((part(), 0.0f64..=1.0), 1..5)
    }

    /// What parts and what lies behind them are when all of them together are to be `total`: from where `read` puts them,
    /// each moves by the same part of the way to its least or its greatest value.
    fn summing(parts: &[Share], read: &[f64], total: f64) -> Option<Vec<f64>> {
        let sum: f64 = read.iter().sum();
        let end = |p: &Share| if sum < total { p.high } else { p.low };
        let all: f64 = parts.iter().map(end).sum();
        let way = if (all - sum).abs() < 1e-12 { 0.0 } else { (total - sum) / (all - sum) };
        (-1e-9..=1.0 + 1e-9)
            .contains(&way)
            .then(|| parts.iter().zip(read).map(|(p, value)| value + way * (end(p) - value)).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, max_global_rejects: 20_000, rng_seed: RngSeed::Fixed(7), ..ProptestConfig::default() })]

        #[test]
        fn every_reading_has_its_boundaries_inside(drawn in reading()) {
            let (mut parts, places): (Vec<Share>, Vec<f64>) = drawn.into_iter().unzip();
            let all: Share = parts.iter().copied().sum();
            prop_assume!(!all.exceeds_whole());
            let whole = Whole::of(&parts);
            let total = whole.rest().map_or_else(|| total(&parts, all), |_| Boundary { low: 100.0, high: 100.0 });
            parts.extend(whole.rest());
            let mut read: Vec<f64> = parts.iter().zip(&places).map(|(p, t)| p.low + t * (p.high - p.low)).collect();
            read.extend(whole.rest().filter(|_| read.len() < parts.len()).map(|r| r.low));
            let wanted = read.iter().sum::<f64>().clamp(total.low, total.high);
            let values = summing(&parts, &read, wanted).expect("the whole can be reached");
            let mut at = 0.0;
            for (i, value) in values.iter().take(whole.len()).enumerate() {
                at += value;
                prop_assert!(whole.end(i).low - 1e-6 <= at && at <= whole.end(i).high + 1e-6, "{at} {whole:?}");
            }
        }

        #[test]
        fn every_end_of_a_boundary_is_reached_by_a_reading(drawn in reading()) {
            let parts: Vec<Share> = drawn.into_iter().map(|(p, _)| p).collect();
            let all: Share = parts.iter().copied().sum();
            prop_assume!(!all.exceeds_whole());
            let whole = Whole::of(&parts);
            let total = whole.rest().map_or_else(|| total(&parts, all), |_| Boundary { low: 100.0, high: 100.0 });
            for i in 0..parts.len() {
                for end in [whole.end(i).low, whole.end(i).high] {
                    let (before, after) = parts.split_at(i + 1);
                    let after: Vec<Share> = after.iter().copied().chain(whole.rest()).collect();
                    let low = |parts: &[Share]| parts.iter().map(|p| p.low).collect::<Vec<f64>>();
                    let left = summing(before, &low(before), end);
                    let least: f64 = low(&after).iter().sum();
                    let right = summing(&after, &low(&after), least.clamp(total.low - end, total.high - end));
                    prop_assert!(left.is_some() && right.is_some(), "{end} {whole:?}");
                }
            }
        }
    }
}
