//! Labels in a column: as near to where they belong as they can stand without touching.

use crate::figure::scene::Span;

/// Moves places so that each is at least `gap` from the next and all lie within `limits`, as far as they fit. The order is
/// kept.
///
/// ```
/// use citeplot::figure::layout::dodge;
/// use citeplot::figure::scene::Span;
/// assert_eq!(dodge(&[10.0, 11.0, 50.0], 8.0, Span::new(0.0, 100.0)), [6.5, 14.5, 50.0]);
/// ```
pub fn dodge(places: &[f64], gap: f64, limits: Span) -> Vec<f64> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by(|a, b| places[*a].total_cmp(&places[*b]));
    let mut blocks: Vec<Block> = Vec::new();
    for index in order {
        let mut block = Block::new(vec![index], places, gap, limits);
        while let Some(before) = blocks.pop_if(|before| before.start + before.members.len() as f64 * gap > block.start)
        {
            block = Block::new([before.members, block.members].concat(), places, gap, limits);
        }
        blocks.push(block);
    }
    let mut out = vec![0.0; places.len()];
    for block in blocks {
        for (i, member) in block.members.into_iter().enumerate() {
            out[member] = block.start + i as f64 * gap;
        }
    }
    out
}

/// Neighbours that are too near each other: they stand as one, centred on the mean of where they belong.
struct Block {
    /// Indices of places, in their order.
    members: Vec<usize>,
    /// Where the first of them stands.
    start: f64,
}

impl Block {
    fn new(members: Vec<usize>, places: &[f64], gap: f64, limits: Span) -> Self {
        let count = members.len() as f64;
        let ideal = members.iter().enumerate().map(|(i, m)| places[*m] - i as f64 * gap);
        let mean = ideal.sum::<f64>() / count;
        let highest = (limits.end - (count - 1.0) * gap).max(limits.start);
        Self { members, start: mean.clamp(limits.start, highest) }
    }
}
