//! Changing inputs: bytes, texts that know lines, keys and values, and packages that know parts and elements.

use super::bundle::Bundle;
use super::package;
use super::random::Random;
use super::readers::Reader;

/// The largest input that is made, in bytes.
const LARGEST: usize = 1 << 20;

/// What readers have stumbled over before, or what means something to one of them.
const WORDS: &[&str] = &[
    "",
    "\"",
    "'",
    "\"\"\"",
    "\\",
    "\\u0000",
    "\\\"",
    "#",
    "\n",
    "\r\n",
    "\t",
    "=",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "(",
    ")",
    ",",
    ".",
    "..",
    "../x",
    "/",
    "<",
    ">",
    "&",
    "%",
    "%%",
    "-",
    "--",
    "`",
    "$",
    "@",
    "true",
    "false",
    "nan",
    "inf",
    "-0",
    "0",
    "1",
    "0.0",
    "1e308",
    "1e-308",
    "99999999999999999999",
    "-1",
    "100",
    "101",
    "50.5",
    "0x10",
    "1_000",
    "2010-02-30",
    "0000",
    "9999-12-31",
    "1979-05-27T07:32:00Z",
    "none",
    "majority",
    "~",
    "≈",
    "nearly 25",
    "<4",
    ">=",
    "20-30",
    "30-20",
    "²",
    "½",
    "٣",
    "三",
    "percent",
    "a quarter",
    "two-thirds",
    "six in ten",
    "between 20 and 30",
    "and",
    "or",
    "not",
    "in",
    "not (",
    "é",
    "e\u{301}",
    "\u{301}",
    "ß",
    "İ",
    "ı",
    "\u{feff}",
    "\u{202e}",
    "\u{200f}",
    "\u{200d}",
    "\u{2028}",
    "\u{85}",
    "\u{7f}",
    "\u{1b}[31m",
    "\u{0}",
    "\u{fffd}",
    "\u{10ffff}",
    "👩‍👩‍👧‍👦",
    "العربية",
    "हिन्दी",
    "中文",
    "қазақ",
    "<script>",
    "]]>",
    "-->",
    "&amp;",
    "{{< env HOME >}}",
    "@book{a,",
    "title = {",
    "crossref = {a}",
    "xdata = {a}",
    "@string{a = a # a}",
    "author = {A and B and others}",
    "date = {2010/..}",
    "pages = {1--}",
    "\\emph{",
    "\\\"{u}",
    "url = {javascript:x}",
    "en = \"\"",
    "con",
    "nul",
    "select",
    "kind",
    "id",
    "[[claim]]",
    "[[survey]]",
    "[[question]]",
    "[[slide]]",
    "[themes.own]",
    "bar",
    "dot",
    "stacked",
    "diverging",
    "trend",
    "slope",
    "table",
    "number",
    "waffle",
    "poster",
    "column",
    "dark",
    "house",
];

/// A changed input for a reader. `seeds` are the inputs to start from.
pub fn input(random: &mut Random, reader: Reader, seeds: &[Vec<u8>]) -> Vec<u8> {
    let seed = random.pick(seeds);
    let other = random.pick(seeds);
    let mut changed = change(random, reader, seed, other);
    changed.truncate(LARGEST);
    changed
}

/// One to eight changes of an input, in the way that suits its reader; `other` is where pieces may come from.
pub fn change(random: &mut Random, reader: Reader, seed: &[u8], other: &[u8]) -> Vec<u8> {
    let times = 1 + random.below(3) * random.below(4);
    match reader {
        Reader::Template | Reader::Refresh if !random.one_in(4) => package::change(random, seed, times),
        Reader::Font | Reader::Logo | Reader::Template | Reader::Refresh => {
            (0..times).fold(seed.to_vec(), |bytes, _| self::bytes(random, bytes))
        }
        Reader::Filter | Reader::Value | Reader::Sentence => {
            let other = String::from_utf8_lossy(other).into_owned();
            let start = String::from_utf8_lossy(seed).into_owned();
            (0..times).fold(start, |text, _| self::text(random, text, &other)).into_bytes()
        }
        Reader::Dataset
        | Reader::Claims
        | Reader::References
        | Reader::Recipe
        | Reader::Deck
        | Reader::Config
        | Reader::Project => {
            let mut bundle = Bundle::parse(seed);
            let other = Bundle::parse(other).text();
            for _ in 0..times {
                file_of(random, reader, &mut bundle, &other);
            }
            bundle.text().into_bytes()
        }
    }
}

/// Whether a file of a project is the one that a reader is about.
fn is_for(reader: Reader, path: &str) -> bool {
    match reader {
        Reader::Dataset => path.ends_with("dataset.toml"),
        Reader::Claims => path.ends_with("claims.toml"),
        Reader::References => path.ends_with(".bib"),
        Reader::Recipe => path.starts_with("charts/"),
        Reader::Deck => path.starts_with("decks/"),
        Reader::Config => path == "config.toml",
        _ => true,
    }
}

/// Changes one file of a project.
fn file_of(random: &mut Random, reader: Reader, bundle: &mut Bundle, other: &str) {
    let places: Vec<usize> = (0..bundle.0.len()).filter(|i| is_for(reader, &bundle.0[*i].0)).collect();
    if places.is_empty() {
        return;
    }
    let place = *random.pick(&places);
    let (path, old) = &mut bundle.0[place];
    if reader == Reader::Project && random.one_in(30) {
        *path = text(random, std::mem::take(path), other).replace('\n', "");
        return;
    }
    let changed = match random.below(3) {
        // A valid record stays one, with another value.
        0 | 1 => swapped(random, old, other).unwrap_or_else(|| text(random, old.clone(), other)),
        _ => text(random, std::mem::take(old), other),
    };
    // A line that looks like the head of a file would cut the bundle.
    *old = changed.replace("\n%% ", "\n% ");
}

/// Gives one key the value that the same key has elsewhere, or a word, within its quotation marks where it has some.
fn swapped(random: &mut Random, text: &str, other: &str) -> Option<String> {
    let pairs: Vec<(usize, &str, &str)> = pairs(text).collect();
    if pairs.is_empty() {
        return None;
    }
    let &(at, key, value) = random.pick(&pairs);
    let same: Vec<&str> = self::pairs(text).chain(self::pairs(other)).filter(|p| p.1 == key).map(|p| p.2).collect();
    let new = match random.below(6) {
        0..=2 => (*random.pick(&same)).to_owned(),
        3 => random.pick(&pairs).2.to_owned(),
        4 => format!("\"{}\"", random.pick(WORDS)),
        _ => (*random.pick(WORDS)).to_owned(),
    };
    let start = at + value.len();
    Some(format!("{}{new}{}", &text[..at], &text[start..]))
}

/// Every `key = value` line: where its value starts, its key, its value.
fn pairs(text: &str) -> impl Iterator<Item = (usize, &str, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let (key, value) = line.split_once('=')?;
        let before = value.len() - value.trim_start().len();
        Some((start + key.len() + 1 + before, key.trim(), value.trim().trim_end_matches(',')))
    })
}

/// One change of a text.
fn text(random: &mut Random, text: String, other: &str) -> String {
    match random.below(10) {
        0 => String::from_utf8_lossy(&bytes(random, text.into_bytes())).into_owned(),
        1 | 2 => with_word(random, text),
        3 => numbers(random, &text),
        4 => nested(random, &text),
        5 | 6 => lines(random, &text),
        7 => blocks(random, &text),
        8 => spliced(random, &text, other),
        _ => without_piece(random, text),
    }
}

/// A place between two characters.
fn place(random: &mut Random, text: &str) -> usize {
    let mut at = random.below(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn with_word(random: &mut Random, mut text: String) -> String {
    let at = place(random, &text);
    let word = random.pick(WORDS);
    let times = if random.one_in(40) { 1 + random.below(2000) } else { 1 };
    text.insert_str(at, &word.repeat(times));
    text
}

/// Changes one number.
fn numbers(random: &mut Random, text: &str) -> String {
    let starts: Vec<usize> = text.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at).collect();
    if starts.is_empty() {
        return text.to_owned();
    }
    let start = *random.pick(&starts);
    let end = text[start..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |n| start + n);
    let old: i128 = text[start..end].parse().unwrap_or(0);
    let new = match random.below(8) {
        0 => old + 1,
        1 => old - 1,
        2 => -old,
        3 => old * 10,
        4 => 0,
        5 => i128::from(u32::MAX) + 1,
        6 => i128::from(i64::MAX),
        _ => random.below(200) as i128,
    };
    format!("{}{new}{}", &text[..start], &text[end..])
}

/// Opens many things and closes some of them.
fn nested(random: &mut Random, text: &str) -> String {
    let open = *random.pick(&["(", "[", "{", "not ", "\\emph{", "{ a = ", "a.", "<g>", "\"", "a # "]);
    let deepest = if random.one_in(20) { 20_000 } else { 60 };
    let depth = 1 + random.below(deepest);
    let at = place(random, text);
    let close = if random.one_in(2) { "}".repeat(depth) } else { String::new() };
    format!("{}{}{close}{}", &text[..at], open.repeat(depth), &text[at..])
}

/// Moves, doubles or removes a line.
fn lines(random: &mut Random, text: &str) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    if lines.is_empty() {
        return String::new();
    }
    let (from, to) = (random.below(lines.len()), random.below(lines.len()));
    match random.below(4) {
        0 => drop(lines.remove(from)),
        1 => lines.insert(to, lines[from]),
        2 => lines.swap(from, to),
        _ => {
            let count = 1 + random.below(50);
            lines.splice(from..from, std::iter::repeat_n(lines[to], count));
        }
    }
    lines.concat()
}

/// Moves, doubles or removes a table of TOML or an entry of a bibliography.
fn blocks(random: &mut Random, text: &str) -> String {
    let starts: Vec<usize> = text.match_indices("\n[").chain(text.match_indices("\n@")).map(|(at, _)| at + 1).collect();
    if starts.is_empty() {
        return lines(random, text);
    }
    let start = *random.pick(&starts);
    let end = starts.iter().copied().filter(|s| *s > start).min().unwrap_or(text.len());
    let block = &text[start..end];
    match random.below(3) {
        0 => format!("{}{}", &text[..start], &text[end..]),
        1 => format!("{}{block}{}", &text[..end], &text[end..]),
        _ => format!("{block}{}{}", &text[..start], &text[end..]),
    }
}

/// A piece of another text, put in.
fn spliced(random: &mut Random, text: &str, other: &str) -> String {
    let rest = &other[place(random, other)..];
    let piece = &rest[..place(random, rest).min(rest.floor_char_boundary(400))];
    let at = place(random, text);
    format!("{}{piece}{}", &text[..at], &text[at..])
}

fn without_piece(random: &mut Random, mut text: String) -> String {
    let from = place(random, &text);
    let longest = if random.one_in(4) { 200 } else { 4 };
    let mut to = (from + random.below(longest)).min(text.len());
    while !text.is_char_boundary(to) {
        to += 1;
    }
    text.replace_range(from..to, "");
    text
}

/// One change of bytes.
pub(super) fn bytes(random: &mut Random, mut bytes: Vec<u8>) -> Vec<u8> {
    // Most of what a format means stands at its start.
    let range = if random.one_in(2) { bytes.len().min(512) } else { bytes.len() };
    let at = random.below(range);
    let strange = [0, 1, 0x7f, 0x80, 0xff, b'"', b'\n'];
    match random.below(8) {
        _ if bytes.is_empty() => bytes.push(0),
        0 => bytes[at] ^= 1 << random.below(8),
        1 => bytes[at] = *random.pick(&strange),
        2 => bytes[at] = bytes[at].wrapping_add(1),
        3 => bytes.truncate(at),
        4 => bytes.insert(at, *random.pick(&strange)),
        5 => {
            let end = (at + random.below(64)).min(bytes.len());
            bytes.drain(at..end);
        }
        6 => {
            let end = (at + random.below(64)).min(bytes.len());
            let piece = bytes[at..end].to_vec();
            bytes.splice(at..at, piece);
        }
        // A number of four bytes, as most formats have them for lengths.
        _ => {
            let number = *random.pick(&[0_u32, 1, 0xffff, 0x7fff_ffff, 0xffff_ffff, 0x0100_0000]);
            let end = (at + 4).min(bytes.len());
            bytes.splice(at..end, number.to_be_bytes());
        }
    }
    bytes
}
