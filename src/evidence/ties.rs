//! Which name of a sentence a number belongs to: by the order of names and numbers where there are as many of each, else by the
//! clause. Where neither decides, the answer is none.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

/// A name or a year, by its id, and its bytes in the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) id: String,
    pub(super) span: Range<usize>,
}

/// A sentence with its numbers of one unit.
pub(super) struct Sentence<'t> {
    pub(super) text: &'t str,
    /// The byte of the document that it starts at.
    pub(super) start: usize,
    /// The bytes of its numbers in it, in order.
    pub(super) numbers: Vec<Range<usize>>,
}

/// Words after which a name is only what something else is compared with, unless a number follows it.
const AGAINST: [&str; 24] = [
    "than",
    "than in",
    "than for",
    "than among",
    "unlike",
    "unlike in",
    "compared with",
    "compared to",
    "compared with the",
    "versus",
    "vs",
    "vs.",
    "rather than",
    "relative to",
    "as opposed to",
    "ahead of",
    "behind",
    "contrast to",
    "чем",
    "чем в",
    "чем среди",
    "в отличие от",
    "по сравнению с",
    "против",
];

/// Words that a clause begins with which says of whom or when the next one speaks.
const OPENERS: [&str; 22] = [
    "among",
    "of",
    "for",
    "in",
    "within",
    "on",
    "by contrast among",
    "but among",
    "and among",
    "while among",
    "during",
    "as for",
    "when it comes to",
    "среди",
    "в",
    "у",
    "из",
    "во",
    "а среди",
    "для",
    "по",
    "а в",
];

/// Words that speak of everybody.
const TOTALS: [&str; 16] = [
    "all ",
    "overall",
    "total",
    "on average",
    "everyone",
    "altogether",
    "nationwide",
    "tüm ",
    "genel",
    "toplam",
    "bütün",
    "всех",
    "в целом",
    "все ",
    "итого",
    "each ",
];

/// Words for those who were asked, whoever they are.
const GENERAL: [&str; 16] = [
    "respondents",
    "participants",
    "people",
    "adults",
    "interviewees",
    "residents",
    "опрошенных",
    "респондентов",
    "участников",
    "жителей",
    "katılımcıların",
    "katılımcılar",
    "görüşülenlerin",
    "görüşülen",
    "kişilerin",
    "yetişkinlerin",
];

/// Words that deny what follows in their clause.
const DENIALS: [&str; 10] = ["not", "never", "no", "nobody", "none", "neither", "nor", "не", "ни", "никто"];

/// Words that make a bound of a denial before them.
const BOUNDS: [&str; 9] = ["less", "fewer", "more", "only", "менее", "более", "меньше", "больше", "только"];

/// Words that set one number against another.
const OPPOSED: [&str; 10] = [
    "against",
    "versus",
    "vs",
    "compared with",
    "compared to",
    "as opposed to",
    " против ",
    "karşı",
    "karşılık",
    "по сравнению",
];

/// Words that say that numbers stand in the order of names.
const RESPECTIVELY: [&str; 4] = ["respectively", "in that order", "sırasıyla", "соответственно"];

/// Words that join what belongs to one number to the next number.
const JOINTS: [&str; 6] = [" and ", " or ", " ve ", " и ", " или ", " & "];

/// Endings of Turkish years: "2019'da", "2019'daki".
const TURKISH_IN: [&str; 8] = ["da", "de", "ta", "te", "daki", "deki", "taki", "teki"];

/// Where clauses end.
const STOPS: [&str; 24] = [
    ",",
    ";",
    ":",
    "(",
    ")",
    " — ",
    " – ",
    " while ",
    " whereas ",
    " but ",
    " although ",
    " though ",
    " compared with ",
    " compared to ",
    " against ",
    " versus ",
    " ama ",
    " ancak ",
    " ise ",
    " а ",
    " но ",
    " тогда как ",
    " oysa ",
    "\t",
];

impl<'t> Sentence<'t> {
    /// The item that a number of the document belongs to.
    pub(super) fn tied(&self, number: &Range<usize>, items: Vec<Item>, negated: bool, of_people: bool) -> Option<Item> {
        let number = number.start - self.start..number.end - self.start;
        let place = self.numbers.iter().position(|n| *n == number)?;
        if let Some(found) = self.by_pairs(place, &items) {
            return Some(found);
        }
        let items = self.standing(items, negated);
        if items.is_empty() || of_people && self.is_of_all(place, &items) {
            return None;
        }
        self.by_order(place, &items).or_else(|| self.by_clause(place, &items, of_people))
    }

    /// By pairs, where names are compared first and the numbers of all follow: "men more often than women (16% and 12%,
    /// respectively)", "fewer Republicans than Democrats, 30% against 70%".
    fn by_pairs(&self, place: usize, items: &[Item]) -> Option<Item> {
        let (first, last) = (self.numbers.first()?, self.numbers.last()?);
        let distinct = items.iter().enumerate().all(|(i, a)| items[..i].iter().all(|b| a.id != b.id));
        let named_first = items.last()?.span.end <= first.start;
        if items.len() != self.numbers.len() || items.len() < 2 || !distinct || !named_first {
            return None;
        }
        let between = self.text[first.end..last.start].to_lowercase();
        let opposed = items.len() == 2 && first.end + 24 > last.start && OPPOSED.iter().any(|w| between.contains(w));
        let around = [&self.text[..first.start], &self.text[last.end..]].map(str::to_lowercase);
        let ordered = RESPECTIVELY.iter().any(|w| around.iter().any(|text| text.contains(w)));
        (opposed || ordered).then(|| items[place].clone())
    }

    /// The clause that a number stands in.
    pub(super) fn clause(&self, number: &Range<usize>) -> &'t str {
        let number = number.start - self.start..number.end - self.start;
        let (start, _) = self.last_stop(0, number.start);
        &self.text[start..number.end + first_stop(&self.text[number.end..])]
    }

    /// Whether a clause denies a name that follows a number in it: "61% of men do not approve".
    pub(super) fn is_denied(&self, number: &Range<usize>, item: &Item) -> bool {
        let end = number.end - self.start;
        let Some(between) = self.text.get(end..item.span.start) else { return false };
        let other = self.numbers.iter().any(|n| n.start >= end && n.start < item.span.start);
        let (from, _) = self.last_stop(end, item.span.start);
        !other && from == end && denies(between)
    }

    /// The items without those that something is only compared with, negated answers, and repetitions in a row.
    pub(super) fn standing(&self, items: Vec<Item>, negated: bool) -> Vec<Item> {
        let lower = |range: Range<usize>| self.text[range].to_lowercase();
        let compared = |item: &Item| {
            let before = lower(0..item.span.start);
            let before = before.trim_end().trim_end_matches(" the");
            let after = &self.text[item.span.end..];
            let clause: String = after.chars().take_while(|c| !matches!(c, ',' | ';' | '.')).take(24).collect();
            AGAINST.iter().any(|w| ends_with_word(before, w)) && !clause.contains(|c: char| c.is_ascii_digit())
        };
        let denied = |item: &Item| {
            let (from, _) = self.last_stop(0, item.span.start);
            let clause = lower(from..item.span.start);
            negated && denies(&clause)
        };
        let inside = |item: &Item| self.numbers.iter().any(|n| n.start < item.span.end && item.span.start < n.end);
        let mut kept: Vec<Item> = items.into_iter().filter(|i| !compared(i) && !denied(i) && !inside(i)).collect();
        kept.dedup_by(|next, first| {
            let number = |n: &&Range<usize>| first.span.end <= n.start && n.end <= next.span.start;
            next.id == first.id && !self.numbers.iter().any(|n| number(&n))
        });
        kept
    }

    /// The item that a number most likely belongs to: where the sentence names before it counts, the last name before the
    /// number, else the first one after it; one name for numbers that stand close together ("from 41 to 70 percent").
    pub(super) fn likely(&self, number: &Range<usize>, items: &[Item]) -> Option<Item> {
        const CLOSE: usize = 14;
        let number = number.start - self.start..number.end - self.start;
        let place = self.numbers.iter().position(|n| *n == number)?;
        let names_first = items.first()?.span.start < self.numbers.first()?.start;
        let close = |a: usize, b: usize| self.numbers[b].start.saturating_sub(self.numbers[a].end) <= CLOSE;
        let (mut first, mut last) = (place, place);
        while names_first && first > 0 && close(first - 1, first) {
            first -= 1;
        }
        while !names_first && last + 1 < self.numbers.len() && close(last, last + 1) {
            last += 1;
        }
        let own = match names_first {
            true => first.checked_sub(1).map_or(0, |i| self.numbers[i].end)..self.numbers[first].start,
            false => self.numbers[last].end..self.numbers.get(last + 1).map_or(self.text.len(), |n| n.start),
        };
        only(items.iter().filter(|i| own.start <= i.span.start && i.span.end <= own.end)).flatten()
    }

    /// Whether the words beside a number say that it is of all who were asked: "61% of respondents", "большинство опрошенных
    /// (58%)". A group that follows at once ("of adults under 30") is meant.
    fn is_of_all(&self, place: usize, items: &[Item]) -> bool {
        const NEAR: usize = 8;
        let number = &self.numbers[place];
        let general = |word: &str| GENERAL.contains(&word.to_lowercase().as_str());
        let words = |text: &'t str| text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
        let after = &self.text[number.end..];
        let filler = |w: &&str| matches!(w.to_lowercase().as_str(), "of" | "all" | "the");
        let following = words(after).find(|w| !filler(w)).filter(|_| after.starts_with(" of "));
        let of_all = following.is_some_and(|word| {
            let end = number.end + after.find(word).map_or(0, |at| at + word.len());
            general(word) && !items.iter().any(|i| (end..end + NEAR).contains(&i.span.start))
        });
        let before = self.text[..number.start].trim_end();
        let bracketed = before.strip_suffix('(').and_then(|before| words(before).next_back()).is_some_and(general);
        of_all || bracketed
    }

    /// By the order: as many names as numbers, by turns, or the names in one list and the numbers in another.
    fn by_order(&self, place: usize, items: &[Item]) -> Option<Item> {
        let numbers = &self.numbers;
        let distinct = items.iter().enumerate().all(|(i, a)| items[..i].iter().all(|b| a.id != b.id));
        if items.len() != numbers.len() || numbers.len() < 2 || !distinct || self.goes_from_to() {
            return None;
        }
        let turns = |first: &dyn Fn(usize) -> usize, second: &dyn Fn(usize) -> usize| {
            (0..numbers.len()).all(|i| first(i) < second(i) && (i == 0 || second(i - 1) < first(i)))
        };
        let (at_name, at_number) = (|i: usize| items[i].span.start, |i: usize| numbers[i].start);
        let apart = |a: &Range<usize>, b: &Range<usize>, most: usize| b.start.saturating_sub(a.end) <= most;
        let listed = items.windows(2).all(|w| apart(&w[0].span, &w[1].span, 14))
            && numbers.windows(2).all(|w| apart(&w[0], &w[1], 14));
        let fits = turns(&at_name, &at_number) || turns(&at_number, &at_name) || listed;
        fits.then(|| items[place].clone())
    }

    /// Whether the two numbers of the sentence are the two ends of one change: "from 40% to 50%", "с 40 до 50 %",
    /// "yüzde 40'tan yüzde 50'ye".
    fn goes_from_to(&self) -> bool {
        let [first, second] = self.numbers.as_slice() else { return false };
        let before = self.text[..first.start].trim_end().to_lowercase();
        let between = self.text[first.end..second.start].to_lowercase();
        let from = ["from", "с", "от"].iter().any(|word| ends_with_word(&before, word));
        let to = between.len() < 16 && [" to ", " до "].iter().any(|word| between.contains(word));
        let turkish = ["tan", "ten", "dan", "den"];
        let ending = |text: &str| {
            text.trim_start_matches(['\'', '’']).chars().take_while(|c| c.is_alphabetic()).collect::<String>()
        };
        let written = &self.text[first.clone()];
        let ablative = written.rsplit(['\'', '’']).next().is_some_and(|end| turkish.contains(&end))
            || turkish.contains(&ending(&between).as_str());
        from && to || ablative
    }

    /// By the clause: the only name in it, else the name that it is opened by.
    fn by_clause(&self, place: usize, items: &[Item], of_people: bool) -> Option<Item> {
        let number = &self.numbers[place];
        let before = place.checked_sub(1).map_or(0, |i| self.numbers[i].end);
        let after = self.numbers.get(place + 1).map_or(self.text.len(), |n| n.start);
        let (start, stop) = self.last_stop(before, number.start);
        let end = number.end + first_stop(&self.text[number.end..after]);
        // "15 percent of the old and 6 percent of the oldest"
        let joint = |range: Range<usize>| JOINTS.iter().filter_map(move |j| self.text[range.clone()].rfind(j)).max();
        let start = if place > 0 && stop.is_empty() {
            joint(start..number.start).map_or(start, |at| start + at)
        } else {
            start
        };
        let listed = place + 1 < self.numbers.len() && end == after;
        let end = if listed { joint(number.end..end).map_or(end, |at| number.end + at) } else { end };
        let clause = &self.text[start..end];
        let lower = if of_people { clause.to_lowercase() } else { String::new() };
        if TOTALS.iter().any(|w| lower.contains(w)) {
            return None;
        }
        if let Some(found) = only(items.iter().filter(|i| start <= i.span.start && i.span.end <= end)) {
            return found;
        }
        match stop {
            "(" => {
                let named = items.iter().find(|i| i.span.end <= start && self.text[i.span.end..start].trim() == "(");
                named.cloned().or_else(|| self.round_brackets(start - 1, end, after, items))
            }
            "," | ":" | " — " | " – " => {
                let (from, first) = self.last_stop(before, start.saturating_sub(stop.len()));
                let opener = &self.text[from..start];
                let lower = opener.trim_start().to_lowercase();
                let opens = stop != ","
                    || OPENERS.iter().any(|w| lower.strip_prefix(w).is_some_and(|rest| rest.starts_with(' ')));
                // What follows the number before belongs to that one.
                let whole = place == 0 || !first.is_empty();
                let found = only(items.iter().filter(|i| from <= i.span.start && i.span.end <= start));
                found.flatten().filter(|_| opens && whole)
            }
            _ => None,
        }
    }

    /// The only name in the clause that brackets stand in: "most of them (61 percent) agree" is one number twice.
    fn round_brackets(&self, open: usize, end: usize, after: usize, items: &[Item]) -> Option<Item> {
        let (start, _) = self.last_stop(0, open);
        let closed = self.text[end..after].find(')').map_or(end, |at| end + at + 1);
        let end = closed + first_stop(&self.text[closed..after]);
        only(items.iter().filter(|i| start <= i.span.start && i.span.end <= end)).flatten()
    }

    /// The byte after the last stop between two places, and that stop.
    fn last_stop(&self, from: usize, to: usize) -> (usize, &'static str) {
        let part = &self.text[from.min(to)..to];
        let ends = stops().find_overlapping_iter(part).map(|m| (from + m.end(), m.pattern().as_usize()));
        ends.max().map_or((from.min(to), ""), |(at, stop)| (at, STOPS[stop]))
    }
}

/// Whether words deny what follows them. "No fewer than", "не менее" and "not only" do not.
pub(super) fn denies(clause: &str) -> bool {
    let lower = clause.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’').collect();
    let denies = |w: &str| DENIALS.contains(&w) || w.ends_with("n't") || w.ends_with("n’t");
    let goes_on = |at: usize| words.get(at + 1).is_some_and(|next| BOUNDS.contains(next));
    words.iter().enumerate().any(|(at, w)| denies(w) && !goes_on(at))
}

/// The one id that all items have: none when they have several; the outer none when there is no item.
#[expect(clippy::option_option, reason = "no item and several items are different answers")]
fn only<'i>(items: impl Iterator<Item = &'i Item>) -> Option<Option<Item>> {
    let all: Vec<&Item> = items.collect();
    let first = all.first()?;
    Some(all.iter().all(|i| i.id == first.id).then(|| (*first).clone()))
}

fn first_stop(text: &str) -> usize {
    stops().find_overlapping_iter(text).map(|m| m.start()).min().unwrap_or(text.len())
}

/// Looks for all of the [`STOPS`] at once.
fn stops() -> &'static AhoCorasick {
    static FOUND: OnceLock<AhoCorasick> = OnceLock::new();
    FOUND.get_or_init(|| AhoCorasick::new(STOPS).expect("two dozen short words are no large automaton"))
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

/// The years that a sentence says something is of: "in 2019", "in spring 2019", "2019'da", "2019'daki", "2019 yılında", "в 2019 году".
pub(super) fn years(sentence: &str) -> Vec<Item> {
    let bytes = sentence.as_bytes();
    let mut found = Vec::new();
    for (at, _) in
        sentence.char_indices().filter(|(at, c)| c.is_ascii_digit() && (*at == 0 || !bytes[at - 1].is_ascii_digit()))
    {
        let digits = sentence[at..].bytes().take_while(u8::is_ascii_digit).count();
        let Ok(year) = sentence[at..at + digits].parse::<u16>() else { continue };
        let (before, after) = (&sentence[..at], &sentence[at + digits..]);
        if digits == 4 && (1900..=2100).contains(&year) && is_when(before, after) {
            found.push(Item { id: year.to_string(), span: at..at + digits });
        }
    }
    found
}

fn is_when(before: &str, after: &str) -> bool {
    let mut words = before.split_whitespace().rev().map(str::to_lowercase);
    let next: String = after.trim_start_matches(['\'', '’', ' ']).chars().take_while(|c| c.is_alphabetic()).collect();
    let glued = after.starts_with(['\'', '’']);
    let turkish = glued && TURKISH_IN.contains(&next.as_str()) || next == "yılında" || next == "yılındaki";
    let russian = words.clone().next().as_deref() == Some("в") && (next.starts_with("год") || next == "г");
    let mut skipped = 0;
    let english = loop {
        match words.next().as_deref() {
            Some("in" | "during") => break true,
            Some(
                "early" | "late" | "mid" | "spring" | "summer" | "autumn" | "fall" | "winter" | "january" | "february"
                | "march" | "april" | "may" | "june" | "july" | "august" | "september" | "october" | "november"
                | "december" | "the" | "of",
            ) if skipped < 3 => skipped += 1,
            _ => break false,
        }
    };
    // "the 2021 wave".
    let wave =
        ["wave", "survey", "poll", "round", "edition", "study"].contains(&next.as_str()) && after.starts_with(' ');
    // "in 2019-based prices", "in 2018–2020".
    let goes_on = after.starts_with(['-', '–', '/']) || after.starts_with("s ");
    (english || turkish || russian || wave) && !goes_on
}

#[cfg(test)]
mod tests {
    use super::{Item, Sentence, years};

    /// The name among these that a number in a sentence belongs to.
    fn tied(text: &str, number: &str, all: &[&str], names: &[&str]) -> Option<String> {
        let place = |word: &str| text.find(word).map(|at| at..at + word.len()).expect("there");
        let mut items: Vec<Item> = names.iter().map(|n| Item { id: (*n).to_owned(), span: place(n) }).collect();
        items.sort_by_key(|i| i.span.start);
        let sentence = Sentence { text, start: 0, numbers: all.iter().map(|n| place(n)).collect() };
        sentence.tied(&place(number), items, false, true).map(|i| i.id)
    }

    #[test]
    fn numbers_go_with_the_names_of_their_own_clause() {
        let both = ["88%", "86%"];
        for text in [
            "Canada 88%, Britain 86%",
            "88% in Canada and 86% in Britain",
            "Canada (88%) and Britain (86%)",
            "In Canada and Britain, 88% and 86% agree",
            "88% of Canada agrees, compared with 86% of Britain",
        ] {
            assert_eq!(tied(text, "88%", &both, &["Canada", "Britain"]).as_deref(), Some("Canada"), "{text}");
            assert_eq!(tied(text, "86%", &both, &["Canada", "Britain"]).as_deref(), Some("Britain"), "{text}");
        }
        assert_eq!(tied("Among women, 34% agree", "34%", &["34%"], &["women"]).as_deref(), Some("women"));
        assert_eq!(tied("Среди женщин — 34%", "34%", &["34%"], &["женщин"]).as_deref(), Some("женщин"));
    }

    #[test]
    fn a_name_before_an_and_belongs_to_the_number_before_it() {
        let text = "15 percent of the old and 6 percent of the oldest, and 88% of the others";
        let numbers = ["15 percent", "6 percent", "88%"];
        assert_eq!(tied(text, "15 percent", &numbers, &["the old"]).as_deref(), Some("the old"));
        assert_eq!(tied(text, "6 percent", &numbers, &["the old"]), None);
        assert_eq!(tied(text, "88%", &numbers, &["the old"]), None);
    }

    #[test]
    fn what_follows_a_number_does_not_open_the_clause_of_the_next() {
        let text = "55 percent of women held a mixed view, only 25 percent a good one";
        assert_eq!(tied(text, "25 percent", &["55 percent", "25 percent"], &["women"]), None);
    }

    #[test]
    fn where_nothing_decides_nothing_is_said() {
        assert_eq!(tied("88% agree, women included", "88%", &["88%"], &["women"]), None);
        assert_eq!(tied("Women aside, 88% of all agree", "88%", &["88%"], &["Women"]), None);
        assert_eq!(tied("88% agree more than Britain", "88%", &["88%"], &["Britain"]), None);
    }

    #[test]
    fn years_are_those_of_the_statement() {
        let found = |text: &str| years(text).into_iter().map(|y| y.id).collect::<Vec<_>>();
        assert_eq!(found("26% in 2010 and 38% in spring 2020"), ["2010", "2020"]);
        assert_eq!(found("2018'de yüzde 44, 2022 yılında yüzde 57"), ["2018", "2022"]);
        assert_eq!(found("В 2020 году 44 %"), ["2020"]);
        assert_eq!(
            found("the law of 2018, since 2016, by 2030 (Koch, 2013), in 2010-based prices"),
            Vec::<String>::new()
        );
    }
}
