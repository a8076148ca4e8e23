//! Labels in a column: as near to where they belong as they can stand without touching.

/// Moves places so that each is at least `gap` from the next and all lie between `least` and `most`, as far as they fit.
/// The order is kept.
///
/// ```
/// use citeplot::figure::layout::spread;
/// assert_eq!(spread(&[10.0, 11.0, 50.0], 8.0, 0.0, 100.0), [6.5, 14.5, 50.0]);
/// ```
pub fn spread(places: &[f64], gap: f64, least: f64, most: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by(|a, b| places[*a].total_cmp(&places[*b]));
    // Neighbours that are too near become one block, centred on the mean of where its members belong.
    let mut blocks: Vec<(Vec<usize>, f64)> = Vec::new();
    let first = |members: &[usize]| {
        let ideal = members.iter().enumerate().map(|(i, m)| places[*m] - i as f64 * gap);
        let mean = ideal.sum::<f64>() / members.len() as f64;
        let highest = (most - (members.len() as f64 - 1.0) * gap).max(least);
        mean.clamp(least, highest)
    };
    for index in order {
        let mut members = vec![index];
        let mut start = first(&members);
        while let Some((before, at)) = blocks.last() {
            if at + before.len() as f64 * gap <= start {
                break;
            }
            let mut joined = before.clone();
            joined.extend(members);
            members = joined;
            start = first(&members);
            blocks.pop();
        }
        blocks.push((members, start));
    }
    let mut out = vec![0.0; places.len()];
    for (members, start) in blocks {
        for (i, member) in members.into_iter().enumerate() {
            out[member] = start + i as f64 * gap;
        }
    }
    out
}
