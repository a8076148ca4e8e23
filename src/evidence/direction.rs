//! Which way a change goes, by the words that tell of it.

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// It became more, or is more.
    Up,
    /// It became less, or is less.
    Down,
}

/// Verbs of falling, in English, Turkish and Russian: beginnings of words, in lower case.
const FELL: [&str; 19] = [
    "fell",
    "fall",
    "drop",
    "declin",
    "decreas",
    "lost",
    "lose",
    "loss",
    "shrank",
    "shrunk",
    "azal",
    "düş",
    "gerile",
    "kayb",
    "сниз",
    "упал",
    "сократ",
    "уменьш",
    "потер",
];

/// Words that compare two numbers at one time.
const LESS: [&str; 5] = ["down", "lower", "less", "fewer", "паден"];

/// Verbs of rising.
const ROSE: [&str; 18] = [
    "rose",
    "ris",
    "increas",
    "grew",
    "grow",
    "gain",
    "climb",
    "art",
    "yüksel",
    "kazan",
    "вырос",
    "рост",
    "увелич",
    "возрос",
    "повыс",
    "прибав",
    "поднял",
    "набра",
];

const MORE: [&str; 5] = ["up", "higher", "more", "lead", "больше"];

/// Which way something changed in time: none when no verb or verbs of both kinds tell.
pub(super) fn of_change(text: &str) -> Option<Direction> {
    direction(text, &[&FELL], &[&ROSE])
}

/// Which way something changed, or differs from something else.
pub(super) fn of_difference(text: &str) -> Option<Direction> {
    direction(text, &[&FELL, &LESS], &[&ROSE, &MORE])
}

fn direction(text: &str, down: &[&[&str]], up: &[&[&str]]) -> Option<Direction> {
    let lower = text.to_lowercase();
    let tells = |lists: &[&[&str]]| {
        let mut words = lower.split(|c: char| !c.is_alphabetic());
        words.any(|word| lists.iter().copied().flatten().any(|stem| word.starts_with(stem)))
    };
    match (tells(down), tells(up)) {
        (true, false) => Some(Direction::Down),
        (false, true) => Some(Direction::Up),
        (true, true) | (false, false) => None,
    }
}
