//! "Did you mean …?"

/// The candidate most like `word`, when one is like enough (Jaro–Winkler similarity of at least 0.8).
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|c| (strsim::jaro_winkler(word, c), c))
        .filter(|(likeness, _)| *likeness >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, c)| c)
}

/// A hint with the nearest candidate, or with all of them when they are few.
///
/// ```
/// use citeplot::diag::did_you_mean;
/// assert_eq!(did_you_mean("valeu", ["value", "unit"]).as_deref(), Some("did you mean `value`?"));
/// assert_eq!(did_you_mean("zzz", ["value", "unit"]).as_deref(), Some("known here: `unit`, `value`"));
/// ```
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut all: Vec<&str> = candidates.into_iter().collect();
    all.sort_unstable();
    all.dedup();
    if let Some(best) = nearest(word, all.iter().copied()) {
        return Some(format!("did you mean `{best}`?"));
    }
    match all.len() {
        0 => None,
        1..=12 => Some(format!("known here: {}", list(&all))),
        _ => None,
    }
}

fn list(words: &[&str]) -> String {
    words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ")
}
