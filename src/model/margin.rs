//! Margins of sampling error, kept apart from hedges: a hedge is what the source said, a margin what chance could do.

use std::ops::RangeInclusive;

use crate::model::{Claim, Dataset, Interval, Operator, Unit};
use crate::word::words;

words! {
    /// How the respondents were drawn.
    pub enum Sample: "sample" {
        /// Each member of the population had a known chance to be asked, so that a margin of error means something.
        Probability = "probability",
        /// Volunteers, quotas, panels: no margin of error can be worked out.
        NonProbability = "non-probability",
    }
}

/// Where a margin comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarginBasis {
    /// The source states it for the survey.
    Stated,
    /// Worked out from n.
    Computed,
}

/// What 95 of 100 samples like this one would allow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Margin {
    /// The least value, percent.
    pub low: f64,
    /// The greatest value, percent.
    pub high: f64,
    /// Where it comes from.
    pub basis: MarginBasis,
}

/// The normal quantile of a confidence of 95 %.
const Z: f64 = 1.959_964;

/// The margin of sampling error of a claim, when its survey is a probability sample and states n or the margin itself.
///
/// The margin that the source states for the survey is taken as it is. Else it is the Wilson score interval (E. B. Wilson,
/// Probable inference, the law of succession, and statistical inference, JASA 22, 1927) at 95 % for n respondents, as if
/// they were a simple random sample: with p the share, z = 1.96, (p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n). Weighting
/// and clustering make the true margin wider. A hedged share gets the margin of its least and of its greatest value.
///
/// A group has the margin of its own n, where the source states that; the margin stated for the survey is not its own.
/// There is none for a base without a name (its n is not known), for values of which only a bound is known, and for
/// anything but percentages.
pub fn margin(dataset: &Dataset, claim: &Claim, interval: &Interval) -> Option<Margin> {
    let survey = dataset.survey_of(claim)?;
    let open_ended =
        !matches!(claim.value.operator(), Operator::Exact | Operator::About | Operator::Nearly | Operator::Between);
    if survey.sample != Some(Sample::Probability) || claim.unit != Unit::Percent || claim.base.is_some() || open_ended {
        return None;
    }
    let (low, high) = (interval.low.value, interval.high?.value);
    if let Some(points) = survey.moe_pp.stated().filter(|_| claim.group.is_none()) {
        let points = points.value();
        return Some(Margin {
            low: (low - points).max(0.0),
            high: (high + points).min(100.0),
            basis: MarginBasis::Stated,
        });
    }
    let n = f64::from(dataset.respondents_of(claim)?);
    (n >= 1.0).then(|| Margin {
        low: *wilson(low, n).start(),
        high: *wilson(high, n).end(),
        basis: MarginBasis::Computed,
    })
}

/// The Wilson score interval of a share in percent.
///
/// ```
/// let interval = citeplot::model::wilson(50.0, 1000.0);
/// assert_eq!((interval.start() * 100.0).round() / 100.0, 46.91);
/// assert_eq!((interval.end() * 100.0).round() / 100.0, 53.09);
/// assert_eq!(*citeplot::model::wilson(0.0, 100.0).start(), 0.0);
/// ```
pub fn wilson(percent: f64, n: f64) -> RangeInclusive<f64> {
    let (p, zz) = (percent / 100.0, Z * Z / n);
    let (center, half) = (p + zz / 2.0, Z * (p * (1.0 - p) / n + zz / (4.0 * n)).sqrt());
    let end = |x: f64| (100.0 * x / (1.0 + zz)).clamp(0.0, 100.0);
    end(center - half)..=end(center + half)
}
