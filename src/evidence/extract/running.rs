//! Running heads and feet: what stands on page after page and is no part of the text.

use std::collections::{BTreeMap, BTreeSet};

use crate::evidence::block::is_row;
use crate::evidence::caption::captions;

/// How many lines at either edge of a page may be head or foot.
const EDGE: usize = 3;

/// The longest head, in characters.
const LONGEST: usize = 100;

/// What is no running text on the pages of a document.
#[derive(Debug, Default)]
pub(super) struct Running {
    /// What is added to the place of a page to get the number that is printed on it; none unless two pages in three agree.
    pub(super) printed: Option<i64>,
    lines: BTreeSet<Place>,
}

/// A line of a page, both counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) page: usize,
    pub(super) line: usize,
}

/// An edge of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    Top,
    Bottom,
}

impl Running {
    /// The heads and feet of pages, which are given by their lines.
    pub(super) fn of(pages: &[Vec<&str>]) -> Self {
        if pages.len() < 2 {
            return Self::default();
        }
        let repeated = repeated(pages);
        let printed = printed(pages, &repeated);
        let edges = Edges { pages, printed, repeated };
        let mut lines = BTreeSet::new();
        for (page, written) in pages.iter().enumerate() {
            for edge in [Edge::Top, Edge::Bottom] {
                let outermost = at_edge(written, edge).map(|line| Place { page, line });
                // What stands nearer to the middle than a line of the text belongs to it.
                lines.extend(outermost.take_while(|place| edges.runs(*place, edge)));
            }
        }
        Self { printed, lines }
    }

    pub(super) fn has(&self, place: Place) -> bool {
        self.lines.contains(&place)
    }
}

/// The first or last lines of a page that are not blank, the outermost first.
fn at_edge(lines: &[&str], edge: Edge) -> impl Iterator<Item = usize> {
    let written = |at: &usize| !lines[*at].trim().is_empty();
    let found: Vec<usize> = match edge {
        Edge::Top => (0..lines.len()).filter(written).take(EDGE).collect(),
        Edge::Bottom => (0..lines.len()).rev().filter(written).take(EDGE).collect(),
    };
    found.into_iter()
}

struct Edges<'p> {
    pages: &'p [Vec<&'p str>],
    printed: Option<i64>,
    /// The lines, their digits left out, that stand on several pages at this edge; and whether their digits are the same.
    repeated: Repeated,
}

/// Lines by their edge and their words without digits, and whether their digits are the same.
type Repeated = BTreeMap<(Edge, String), bool>;

impl Edges<'_> {
    fn runs(&self, place: Place, edge: Edge) -> bool {
        let line = self.pages[place.page][place.line].trim();
        let numbered = self.printed.is_some_and(|printed| numbers(line).any(|n| n == counted(place.page) + printed));
        if is_number_of_page(line) {
            return numbered || self.printed.is_none() && !self.is_in_column(place);
        }
        let same = self.repeated.get(&(edge, without_digits(line)));
        same.is_some_and(|same| numbered || (*same || numbers(line).next().is_none()) && !is_row(line))
    }

    /// Whether the line before or after is a number too, as in a column of numbers.
    fn is_in_column(&self, place: Place) -> bool {
        let written: Vec<usize> =
            (0..self.pages[place.page].len()).filter(|l| !self.pages[place.page][*l].trim().is_empty()).collect();
        let at = written.iter().position(|l| *l == place.line).unwrap_or_default();
        let beside = [at.checked_sub(1), at.checked_add(1)].into_iter().flatten().filter_map(|i| written.get(i));
        beside.into_iter().any(|l| is_number_of_page(self.pages[place.page][*l].trim()))
    }
}

fn counted(page: usize) -> i64 {
    i64::try_from(page).unwrap_or(i64::MAX - 9999).saturating_add(1)
}

/// The whole numbers of a line that may count pages.
fn numbers(line: &str) -> impl Iterator<Item = i64> {
    line.split(|c: char| !c.is_ascii_digit())
        .filter(|run| (1..=4).contains(&run.len()))
        .filter_map(|run| run.parse().ok())
}

/// A line that has nothing but the number of its page: "12", "– 12 –", "Page 12 of 30".
fn is_number_of_page(line: &str) -> bool {
    const WORDS: [&str; 9] = ["page", "p", "pp", "of", "sayfa", "s", "стр", "страница", "из"];
    let mut digits = 0;
    let known = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).all(|word| {
        let number = word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit());
        digits += usize::from(number);
        number || WORDS.contains(&word.to_lowercase().as_str())
    });
    known
        && (1..=2).contains(&digits)
        && !line.contains(['%', '.', ',']) | line.to_lowercase().starts_with(['p', 's', 'с'])
}

/// A line that has hardly more than a number: "S. 12 /a".
fn is_nearly_number(line: &str) -> bool {
    let digits = line.chars().filter(char::is_ascii_digit).count();
    is_number_of_page(line)
        || (1..=4).contains(&digits) && line.chars().filter(|c| c.is_alphanumeric()).count() <= digits + 4
}

fn without_digits(line: &str) -> String {
    let shown = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let words: String = shown.chars().filter(|c| !c.is_ascii_digit()).flat_map(char::to_lowercase).collect();
    words.trim().to_owned()
}

fn repeated(pages: &[Vec<&str>]) -> Repeated {
    let mut found: BTreeMap<(Edge, String), Vec<&str>> = BTreeMap::new();
    for lines in pages {
        for edge in [Edge::Top, Edge::Bottom] {
            for line in at_edge(lines, edge).map(|at| lines[at].trim()) {
                let letters = line.chars().filter(|c| c.is_alphabetic()).count();
                let states = line.contains('%') || line.ends_with(['.', '!', '?', ',', ';', ':']);
                if letters >= 2 && !states && line.chars().count() <= LONGEST && captions(line).is_empty() {
                    found.entry((edge, without_digits(line))).or_default().push(line);
                }
            }
        }
    }
    let enough = if pages.len() <= 5 { 2 } else { 3 };
    found.retain(|_, lines| lines.len() >= enough);
    found.into_iter().map(|(key, lines)| (key, lines.windows(2).all(|two| two[0] == two[1]))).collect()
}

fn printed(pages: &[Vec<&str>], repeated: &Repeated) -> Option<i64> {
    let mut offsets: BTreeMap<i64, usize> = BTreeMap::new();
    for (page, lines) in pages.iter().enumerate() {
        let mut own = BTreeSet::new();
        for edge in [Edge::Top, Edge::Bottom] {
            let lines = at_edge(lines, edge).map(|at| lines[at].trim());
            let counts = |line: &&str| is_nearly_number(line) || repeated.contains_key(&(edge, without_digits(line)));
            own.extend(lines.filter(counts).flat_map(numbers).map(|n| n - counted(page)));
        }
        own.into_iter().for_each(|offset| *offsets.entry(offset).or_default() += 1);
    }
    let (offset, agree) = offsets.into_iter().max_by_key(|(offset, count)| (*count, -offset.abs()))?;
    (agree >= 2 && agree * 3 >= pages.len() * 2).then_some(offset)
}

/// Whether a sentence goes on from the last line of a page, or of a column, to the first of the next.
pub(super) fn goes_on(last: &str, first: &str) -> bool {
    let (last, first) = (last.trim_end(), first.trim_start());
    let open = last.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | '-' | '–' | '—' | '%' | '‐'));
    let lower = first.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || c == '(');
    open && !is_row(last) && !is_row(first) && (lower || last.chars().count() >= 40) && !first.is_empty()
}

#[cfg(test)]
mod tests {
    use super::{Place, Running, goes_on, is_number_of_page};

    #[test]
    fn heads_feet_and_numbers_of_pages_are_no_text() {
        let pages: [Vec<&str>; 3] = [
            vec!["Trust in Alba", "", "Of the adults,", "61 percent of men", "- 9 -"],
            vec!["10  Trust in Alba", "approve.", "Table 1. Shares", "10"],
            vec!["Trust in Alba  11", "Table 2. Shares", "Alba 11", "12 percent"],
        ];
        let running = Running::of(&pages);
        assert_eq!(running.printed, Some(8));
        let has = |page, line| running.has(Place { page, line });
        let found: Vec<Vec<usize>> = pages
            .iter()
            .enumerate()
            .map(|(page, lines)| (0..lines.len()).filter(|l| has(page, *l)).collect())
            .collect();
        assert_eq!(found, [vec![0, 4], vec![0, 3], vec![0]]);
    }

    #[test]
    fn sentences_that_several_pages_begin_or_end_with_are_text() {
        let pages = [
            vec!["Of all, 61 percent came.", "Herds", "41% left"],
            vec!["Of all, 61 percent came.", "Farms", "41% left"],
        ];
        let running = Running::of(&pages);
        assert!(running.lines.is_empty(), "{running:?}");
    }

    #[test]
    fn a_number_of_a_page_stands_alone() {
        assert!(["12", "– 12 –", "Page 12 of 30", "12 / 30", "стр. 7"].iter().all(|line| is_number_of_page(line)));
        assert!(!["61%", "12.5", "Alba 12", "1 2 3", "", "20195"].iter().any(|line| is_number_of_page(line)));
    }

    #[test]
    fn sentences_go_on_over_a_page_break() {
        assert!(goes_on("In Canada 61% of men", "approve of it."));
        assert!(goes_on("the share of those who said in the spring that", "Alba is well led"));
        assert!(!goes_on("They did.", "approve"));
        assert!(!goes_on("Results", "Alba is well led"));
    }
}
